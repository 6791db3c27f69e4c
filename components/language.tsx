"use client";
import { Languages } from "lucide-react";
import { localeNames, locales } from "../lib/protocol/locale.ts";
import { useLocale } from "./locale.tsx";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";
import { Menu } from "./ui/menu.tsx";

const choices = locales.map((id) => ({ id, label: localeNames[id].name, lang: id }));

/** The choice is a cookie, so that the server sends the page in this language and nothing flashes. */
export function LanguageSwitch() {
  const { locale, choose } = useLocale();
  const take = (id: string) => {
    const chosen = locales.find((one) => one === id);
    if (chosen) choose(chosen);
  };
  const trigger = (
    <Button tone="quiet" size="icon" aria-label={strings.language}>
      <Languages aria-hidden />
    </Button>
  );
  return <Menu trigger={trigger} label={strings.language} choices={choices} chosen={locale} choose={take} />;
}
