"use client";
import { Upload } from "lucide-react";
import { SafetyLine } from "./safety.tsx";
import { strings } from "./strings.ts";
import { Told } from "./told.tsx";
import { Button } from "./ui/button.tsx";
import { cn } from "./ui/cn.ts";

/** What the widget is, and the way in, in the height of a hand. */
export const EmbedWelcome = ({ over, pick }: { over: boolean; pick: () => void }) => (
  <main className="mx-auto flex min-h-[calc(100dvh-2.75rem)] w-full max-w-2xl flex-col justify-center px-4 py-5">
    <h1 className="text-xl leading-tight font-semibold tracking-[-0.02em]">{strings.sentence}</h1>
    <section
      aria-label={strings.dropHere}
      className={cn(
        "mt-4 flex flex-wrap items-center gap-x-4 gap-y-3 rounded-xl border border-dashed px-4 py-4 transition-colors",
        over ? "border-accent bg-wash" : "border-line-strong bg-card",
      )}
    >
      <Upload aria-hidden className="size-6 shrink-0 text-accent" strokeWidth={1.5} />
      <span className="min-w-40 flex-1">
        <span className="block font-medium">{over ? strings.dropAnywhere : strings.dropHere}</span>
        <span className="block text-sm text-faint">{strings.dropHint}</span>
      </span>
      <Button tone="solid" onClick={pick}>
        {strings.pick}
      </Button>
    </section>
    <div className="mt-3 space-y-1">
      <SafetyLine />
      <Told />
    </div>
  </main>
);
