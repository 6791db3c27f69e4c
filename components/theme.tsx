"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { remember } from "./cookies.ts";
import { strings } from "./strings.ts";
import { type Theme, themeOf } from "./theme-name.ts";
import { Button } from "./ui/button.tsx";
import { Menu } from "./ui/menu.tsx";

const icons = { system: Monitor, light: Sun, dark: Moon };

/** The choice is a cookie, so that the server sends the page in the right colours and nothing flashes. */
function wear(theme: Theme) {
  remember("theme", theme);
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
