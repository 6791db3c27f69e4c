"use client";
import { useEffect, useRef, useState } from "react";
import { droppedFiles } from "./dropped.ts";
import { pastedTable } from "./pasted.ts";

type Intake = { add: (files: readonly File[]) => void; warm: () => void; pasted: (name: string) => void };

/** Files dropped anywhere on the page or pasted into it. True while something is dragged over the page. */
export function useIntake(intake: Intake): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(intake);
  latest.current = intake;

  useEffect(() => {
    let depth = 0;
    const carries = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    const enter = (event: DragEvent) => {
      if (!carries(event)) return;
      event.preventDefault();
      if (depth++ === 0) latest.current.warm();
      setOver(true);
    };
    const hover = (event: DragEvent) => carries(event) && event.preventDefault();
    const leave = (event: DragEvent) => carries(event) && --depth <= 0 && setOver(false);
    const drop = async (event: DragEvent) => {
      if (!carries(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      if (event.dataTransfer) latest.current.add(await droppedFiles(event.dataTransfer));
    };
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      const table = files.length > 0 ? null : pastedTable(event);
      if (files.length === 0 && !table) return;
      event.preventDefault();
      latest.current.add(table ? [table] : files);
      if (table) latest.current.pasted(table.name);
    };
    const listen = new AbortController();
    const { signal } = listen;
    addEventListener("dragenter", enter, { signal });
    addEventListener("dragover", hover, { signal });
    addEventListener("dragleave", leave, { signal });
    addEventListener("drop", drop, { signal });
    addEventListener("paste", paste, { signal });
    return () => listen.abort();
  }, []);
  return over;
}
