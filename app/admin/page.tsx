import type { Metadata } from "next";
import { cookies } from "next/headers";
import { AdminScreen } from "../../components/admin/admin-screen.tsx";
import { WordsScope } from "../../components/admin/words-scope.tsx";
import { german } from "../../components/texts/admin-de.ts";
import { english } from "../../components/texts/admin-en.ts";
import { themeOf } from "../../components/theme-name.ts";
import { locale } from "../locale.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { pageTitle } = { en: english, de: german }[await locale()];
  return { title: pageTitle, robots: { index: false } };
}

/** Rendered for each request: the scripts carry that request's nonce. What is shown in it comes from routes that ask for themselves who is there. */
export default async function Page() {
  return (
    <WordsScope>
      <AdminScreen theme={themeOf((await cookies()).get("theme")?.value)} />
    </WordsScope>
  );
}
