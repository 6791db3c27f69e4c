"use client";
import { lazy, Suspense } from "react";
import { cn } from "./ui/cn.ts";

const Rich = lazy(() => import("./rich-text.tsx"));

/** Text that came from a model or a run. Shown plain until the reader for it has loaded. */
export const Markdown = ({ text, className }: { text: string; className?: string }) => (
  <div dir="auto" className={cn("prose-calm min-w-0", className)}>
    <Suspense fallback={<p className="whitespace-pre-wrap">{text}</p>}>
      <Rich text={text} />
    </Suspense>
  </div>
);
