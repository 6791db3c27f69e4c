"use client";
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";

/** `text` may be what copies by itself, and says whether it did. */
type Props = { text: string | (() => Promise<boolean>); label?: string; className?: string };

/** Copies text; says so for a moment. */
export const CopyButton = ({ text, label = strings.copy, className }: Props) => {
  const [done, setDone] = useState(false);
  const copy = async () => {
    if (typeof text === "string") await navigator.clipboard.writeText(text);
    else if (!(await text())) return;
    setDone(true);
    setTimeout(() => setDone(false), 1500);
  };
  return (
    <Button tone="line" size="s" className={className} aria-label={done ? strings.copied : label} title={label} onClick={copy}>
      {done ? <Check aria-hidden /> : <Copy aria-hidden />}
    </Button>
  );
};
