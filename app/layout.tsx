import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { LocaleScope } from "../components/locale.tsx";
import { german } from "../components/texts/de.ts";
import { english } from "../components/texts/en.ts";
import { themeOf } from "../components/theme-name.ts";
import { localeNames } from "../lib/protocol/locale.ts";
import { locale } from "./locale.ts";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const { name, sentence } = { en: english, de: german }[await locale()];
  return { title: name, description: sentence, referrer: "no-referrer" };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fcfcfb" },
    { media: "(prefers-color-scheme: dark)", color: "#111413" },
  ],
};

export default async function Layout({ children }: { children: ReactNode }) {
  // The page around the widget chooses for it (proxy.ts); anywhere else it is the person.
  const theme = themeOf((await headers()).get("x-sandpiper-theme") ?? (await cookies()).get("theme")?.value);
  const lang = await locale();
  return (
    <html lang={lang} dir={localeNames[lang].dir} {...(theme === "system" ? {} : { "data-theme": theme })} data-build={process.env["SANDPIPER_BUILD"]} suppressHydrationWarning>
      <body>
        <LocaleScope initial={lang}>{children}</LocaleScope>
      </body>
    </html>
  );
}
