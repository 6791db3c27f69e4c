import type { LucideIcon } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { Button } from "../ui/button.tsx";
import { cn } from "../ui/cn.ts";

type Props = { icon: LucideIcon; hint: string; label: string; disabled: boolean; take: (file: File) => void };

/** One file, dropped or chosen; it stays in the browser. */
export const DropBox = ({ icon: Icon, hint, label, disabled, take }: Props) => {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const taken = (file: File | undefined) => file && take(file);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    taken(event.dataTransfer.files[0]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside is the first.
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn(
        "rounded-xl border border-dashed px-5 py-6 text-center transition-colors",
        over ? "border-accent bg-wash" : "border-line-strong bg-card",
      )}
    >
      <Icon aria-hidden className="mx-auto size-6 text-accent" strokeWidth={1.5} />
      <p className="mx-auto mt-2 max-w-md text-sm text-soft">{hint}</p>
      <Button className="mt-3" onClick={() => input.current?.click()} disabled={disabled}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        onChange={(event) => {
          taken(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
    </div>
  );
};
