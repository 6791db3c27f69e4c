import { useEffect, useState } from "react";

const key = "sandpiper-draft";

/** What the person is writing; a reload of this tab brings it back. */
export function useDraft(): [string, (text: string) => void] {
  const [text, setText] = useState("");
  useEffect(() => {
    const kept = read();
    if (kept) setText(kept);
  }, []);
  const write = (next: string) => {
    setText(next);
    keep(next);
  };
  return [text, write];
}

function read(): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(text: string): void {
  try {
    if (text === "") sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // Without storage it lives as long as the page.
  }
}
