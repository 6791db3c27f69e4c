"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { strings } from "./strings.ts";
import { type Theme, themeOf } from "./theme-name.ts";
import { Button } from "./ui/button.tsx";
import { Menu } from "./ui/menu.tsx";

const icons = { system: Monitor, light: Sun, dark: Moon };
const year = 31_536_000;

/** The choice is a cookie, so that the server sends the page in the right colours and nothing flashes. */
function wear(theme: Theme) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser; nothing here needs escaping
  document.cookie = `theme=${theme}; path=/; max-age=${year}; samesite=strict`;
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function ThemeSwitch({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  const Icon = icons[theme];
  const choose = (id: string) => {
    wear(themeOf(id));
    setTheme(themeOf(id));
  };
  const choices = (["system", "light", "dark"] as const).map((id) => ({ id, label: strings.theme[id] }));
  const trigger = (
    <Button tone="quiet" size="icon" aria-label={strings.theme.label}>
      <Icon aria-hidden />
    </Button>
  );
  return <Menu trigger={trigger} label={strings.theme.label} choices={choices} chosen={theme} choose={choose} />;
}
