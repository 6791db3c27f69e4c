"use client";
import { useEffect, useState } from "react";
import { remember } from "./cookies.ts";

/** What a key does: it presses the element that says `data-shortcut` of that name, where there is one to be pressed. */
export const shortcuts = [
  { name: "question", key: "/", ctrl: false },
  { name: "files", key: "o", ctrl: false },
  { name: "side", key: "f", ctrl: false },
  { name: "new", key: "n", ctrl: false },
  { name: "stop", key: "s", ctrl: false },
  { name: "stop", key: ".", ctrl: true },
  { name: "help", key: "?", ctrl: false },
] as const;
export type Shortcut = (typeof shortcuts)[number];

const writing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select, [role=textbox]"));
const covered = (): boolean => document.querySelector("[role=dialog], [role=alertdialog], [role=menu]") !== null;

function press({ name }: Shortcut): boolean {
  const target = [...document.querySelectorAll<HTMLElement>(`[data-shortcut="${name}"]`)].find((one) => one.checkVisibility());
  if (target === undefined || target.matches(":disabled")) return false;
  target.focus();
  if (!target.matches("textarea")) target.click();
  return true;
}

/** Single keys act where nothing is written and nothing lies over the page; whoever speaks to the page can turn them off. */
export function useShortcuts(initial: boolean) {
  const [single, setSingle] = useState(initial);
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      const ctrl = event.ctrlKey || event.metaKey;
      const found = shortcuts.find((one) => one.key === event.key && one.ctrl === ctrl);
      if (found === undefined || event.altKey || event.isComposing || covered()) return;
      if (!found.ctrl && (!single || writing(event.target))) return;
      if (press(found)) event.preventDefault();
    };
    addEventListener("keydown", down);
    return () => removeEventListener("keydown", down);
  }, [single]);
  const turn = (on: boolean) => {
    remember("keys", on ? "1" : "0");
    setSingle(on);
  };
  return { single, turn };
}
