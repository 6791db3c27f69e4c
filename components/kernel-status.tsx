"use client";
import type { DeskState } from "../lib/browser/desk-state.ts";
import { useElapsed } from "./elapsed.tsx";
import { hostText } from "./host-text.ts";
import { strings } from "./strings.ts";
import { cn } from "./ui/cn.ts";

type Kernel = DeskState["kernel"];
type Props = { kernel: Kernel; runMs: number };

/** What Python is at: one dot and a few words; where there is little room and Python is ready, the dot says it. */
export const KernelStatus = ({ kernel, runMs }: Props) => (
  <span className="flex min-w-0 items-center gap-2 text-xs text-soft" data-kernel={kernel.type} title={titleOf(kernel)}>
    <span aria-hidden className={cn("size-2 shrink-0 rounded-full", dot(kernel))} />
    <span className={cn("truncate", kernel.type === "ready" && "max-sm:sr-only")}>{kernel.type === "running" ? <Running since={kernel.since} runMs={runMs} /> : words(kernel)}</span>
  </span>
);

const Running = ({ since, runMs }: { since: number; runMs: number }) => (
  <>{strings.kernel.running(useElapsed(since) / 1000, Math.round(runMs / 1000))}</>
);

function titleOf(kernel: Kernel): string | undefined {
  if (kernel.type === "dead") return kernel.message;
  return "what" in kernel ? kernel.what : undefined;
}

/** Package after package makes a long line; the first says enough. */
const brief = (what: string) => (what.length > 36 ? `${what.slice(0, 34).replace(/[,\s]+\S*$/, "")}…` : what);

function dot({ type }: Kernel): string {
  if (type === "ready") return "bg-good";
  if (type === "dead") return "bg-bad";
  return type === "off" ? "bg-line-strong" : "bg-sand animate-[breathe_1.6s_ease-in-out_infinite]";
}

function words(kernel: Exclude<Kernel, { type: "running" }>): string {
  switch (kernel.type) {
    case "off":
      return strings.kernel.off;
    case "ready":
      return strings.kernel.ready;
    case "dead":
      return strings.kernel.failed;
    case "restarting":
      return strings.kernel.restarting;
    case "rebuilding":
      return strings.kernel.rebuilding(kernel.done + 1, kernel.total);
    case "booting":
    case "opening":
      return kernel.done > 0 && kernel.total > 0
        ? strings.kernel.loading(brief(hostText(kernel.what)), Math.floor((100 * kernel.done) / kernel.total))
        : strings.kernel.loadingPlain(brief(hostText(kernel.what)));
    default:
      return kernel satisfies never;
  }
}
