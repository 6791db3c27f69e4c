"use client";
import { lazy, Suspense } from "react";
import { cn } from "./ui/cn.ts";
import { Unmasked } from "./unmasked.tsx";
import { settled } from "./use-mapping.ts";

const Rich = lazy(() => import("./rich-text.tsx"));

/** Text that came from a model or a run. Shown plain until the reader for it has loaded. */
export const Markdown = ({ text, className, live = false }: { text: string; className?: string; live?: boolean }) => (
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
