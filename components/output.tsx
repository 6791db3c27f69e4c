"use client";
import { useEffect, useRef } from "react";
import type { Output } from "../lib/agent/ports.ts";
import { strings } from "./strings.ts";
import { cn } from "./ui/cn.ts";
import { Unmasked } from "./unmasked.tsx";

/** More than this is not put into the page; the tail is what one wants to see while it runs. */
const shownChars = 20_000;

/** What was printed, as it comes. Keeps to the end unless the person has scrolled up. */
export const OutputView = ({ pieces, dropped = 0, live = false }: { pieces: readonly Output[]; dropped?: number; live?: boolean }) => {
  const box = useRef<HTMLElement>(null);
  const atEnd = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the new pieces that move the end
  useEffect(() => {
    if (box.current && atEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [pieces]);
  const scrolled = () => {
    const it = box.current;
    if (it) atEnd.current = it.scrollHeight - it.scrollTop - it.clientHeight < 24;
  };
  return (
    <div>
      <section
        ref={box}
        onScroll={scrolled}
        tabIndex={0}
        aria-label={strings.output}
        dir="ltr"
        className="max-h-64 overflow-auto rounded-lg border border-line bg-sunken px-3.5 py-2.5 font-mono text-[0.8125rem] leading-[1.5] whitespace-pre"
      >
        {tail(pieces).map((piece, at) => (
          <span key={at} className={cn(piece.stream === "stderr" && "text-sand")}>
            <Unmasked text={piece.text} live={live} />
          </span>
        ))}
      </section>
      {dropped > 0 && <p className="mt-1 text-xs text-faint">{strings.dropped(dropped)}</p>}
    </div>
  );
};

function tail(pieces: readonly Output[]): Output[] {
  const kept: Output[] = [];
  let room = shownChars;
  for (const piece of pieces.toReversed()) {
    if (room <= 0) break;
    kept.unshift({ ...piece, text: piece.text.length <= room ? piece.text : piece.text.slice(-room).replace(/^\S+/, "") });
    room -= piece.text.length;
  }
  return kept;
}

/** Both streams of a finished run. */
export const printed = (seen: { stdout: string; stderr: string }): Output[] => [
  ...(seen.stdout === "" ? [] : [{ stream: "stdout" as const, text: seen.stdout }]),
  ...(seen.stderr === "" ? [] : [{ stream: "stderr" as const, text: seen.stderr }]),
];
