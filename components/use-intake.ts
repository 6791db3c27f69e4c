"use client";
import { useEffect, useRef, useState } from "react";
import { carriedBy, filesOf } from "./dropped.ts";
import { earlyDrops } from "./early-drop.ts";
import { pastedTable } from "./pasted.ts";

type Intake = { add: (files: readonly File[]) => void; warm: () => void; pasted: (name: string) => void };

/** A drag tells several times a second that it goes on; milliseconds of silence after which it has ended elsewhere, whatever the page was told. */
const SILENCE = 1500;

/** Files dropped anywhere on the page or pasted into it. True while something is dragged over the page. */
export function useIntake(intake: Intake): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(intake);
  latest.current = intake;

  useEffect(() => {
    let depth = 0;
    let silence: ReturnType<typeof setTimeout> | undefined;
    const end = () => {
      clearTimeout(silence);
      depth = 0;
      setOver(false);
    };
    const goesOn = () => {
      clearTimeout(silence);
      silence = setTimeout(end, SILENCE);
    };
    const carries = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    const enter = (event: DragEvent) => {
      if (!carries(event)) return;
      event.preventDefault();
      if (depth++ === 0) latest.current.warm();
      setOver(true);
      goesOn();
    };
    const hover = (event: DragEvent) => {
      if (!carries(event)) return;
      event.preventDefault();
      goesOn();
    };
    const leave = (event: DragEvent) => carries(event) && --depth <= 0 && end();
    const drop = async (event: DragEvent) => {
      if (!carries(event)) return;
      event.preventDefault();
      end();
      if (event.dataTransfer) latest.current.add(await filesOf(carriedBy(event.dataTransfer)));
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
    for (const carried of earlyDrops()) void filesOf(carried).then((files) => latest.current.add(files));
    return () => {
      listen.abort();
      clearTimeout(silence);
    };
  }, []);
  return over;
}
