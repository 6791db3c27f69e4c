"use client";
import { type ComponentType, lazy, Suspense } from "react";
import { cn } from "./ui/cn.ts";
import { Unmasked } from "./unmasked.tsx";
import { settled } from "./use-mapping.ts";

let loaded: ComponentType<{ text: string }> | null = null;

/** Loads the reader of markdown ahead of the first text for it. */
export async function loadMarkdown() {
  const reader = await import("./rich-text.tsx");
  loaded = reader.default;
  return reader;
}

const Coming = lazy(loadMarkdown);

/** Text that came from a model or a run. Shown plain until the reader for it has loaded. */
export const Markdown = ({ text, className, live = false }: { text: string; className?: string; live?: boolean }) => {
  // What is loaded already is there at once; `lazy` would show the plain text first.
  const Rich = loaded ?? Coming;
  return (
    <div dir="auto" className={cn("prose-calm min-w-0", className)}>
      <Suspense
        fallback={
          <p className="whitespace-pre-wrap">
            <Unmasked text={text} live={live} />
          </p>
        }
      >
        <Rich text={live ? settled(text) : text} />
      </Suspense>
    </div>
  );
};
