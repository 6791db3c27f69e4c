import { type RefObject, useRef, useState } from "react";
import type { Analyst } from "./use-analyst.ts";
import { useIntake } from "./use-intake.ts";

export interface WayIn {
  /** Whether a drag is over the page. */
  readonly over: boolean;
  /** Opens the chooser of files behind `files`. */
  readonly pick: () => void;
  readonly files: RefObject<HTMLInputElement | null>;
  /** Takes files however they came. */
  readonly add: (list: readonly File[]) => void;
  /** Whether the panel at the side is open, where there is no room for it beside the rest. */
  readonly side: boolean;
  readonly setSide: (open: boolean) => void;
  /** Whether there is anything to work on. */
  readonly working: boolean;
}

/** How files come into a screen: dropped, pasted or chosen. `sorted` takes those that are no data for itself. */
export function useWayIn(analyst: Analyst, sorted: (list: readonly File[]) => readonly File[] = (list) => list): WayIn {
  const [side, setSide] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const add = (list: readonly File[]) => {
    const data = sorted(list);
    if (data.length === 0) return;
    analyst.add(data);
    setSide(false);
  };
  const over = useIntake({ add, warm: analyst.warm, pasted: (name) => analyst.tell({ type: "pasted", name }) });
  const pick = () => {
    analyst.warm();
    files.current?.click();
  };
  const working = analyst.state.items.length > 0 || analyst.state.session.turns.length > 0;
  return { over, pick, files, add, side, setSide, working };
}
