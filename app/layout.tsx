import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { strings } from "../components/strings.ts";
import { themeOf } from "../components/theme-name.ts";
import "./globals.css";

export const metadata: Metadata = { title: strings.name, description: strings.sentence, referrer: "no-referrer" };

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fcfcfb" },
    { media: "(prefers-color-scheme: dark)", color: "#111413" },
  ],
};

export default async function Layout({ children }: { children: ReactNode }) {
  const theme = themeOf((await cookies()).get("theme")?.value);
  return (
    <html lang="en" {...(theme === "system" ? {} : { "data-theme": theme })} suppressHydrationWarning>
      <body>{children}</body>
    </html>
  );
}
