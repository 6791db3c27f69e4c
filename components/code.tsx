"use client";
import { useEffect, useState } from "react";
import { CopyButton } from "./copy.tsx";
import type { Token } from "./highlight.ts";
import { strings } from "./strings.ts";
import { cn } from "./ui/cn.ts";
import { WithTokens } from "./with-tokens.tsx";

type Props = { code: string; mark?: number | null; live?: boolean };

/** Python with line numbers; `mark` is the line that failed. Plain at once, coloured as soon as the highlighter is there. */
export const Code = ({ code, mark = null, live = false }: Props) => {
  const coloured = useTokens(live ? "" : code);
  const lines = coloured ?? code.split("\n").map((text) => [{ text, light: "inherit", dark: "inherit" }]);
  return (
    <div className="group relative">
      <section
        aria-label={strings.code}
        dir="ltr"
        tabIndex={0}
        className="max-h-[28rem] overflow-auto rounded-lg border border-line bg-sunken py-2.5 font-mono text-[0.8125rem] leading-[1.55]"
      >
        <code className="block w-max min-w-full">
          {lines.map((line, at) => (
            <Line key={at} line={line} number={at + 1} marked={mark === at + 1} />
          ))}
        </code>
      </section>
      {!live && (
        <CopyButton
          text={code}
          className="absolute top-1.5 end-1.5 opacity-0 pointer-coarse:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100"
        />
      )}
    </div>
  );
};

const Line = ({ line, number, marked }: { line: readonly Token[]; number: number; marked: boolean }) => (
  <span className={cn("flex pe-10", marked && "bg-bad-wash")}>
    <span aria-hidden className={cn("w-11 shrink-0 pe-3.5 text-end text-faint select-none", marked && "font-semibold text-bad")}>
      {number}
    </span>
    <span className="whitespace-pre">
      {line.map((token, at) => (
        <span key={at} className="code-token" style={{ "--shiki-light": token.light, "--shiki-dark": token.dark }}>
          <WithTokens text={token.text} />
        </span>
      ))}
      {"\n"}
    </span>
  </span>
);

function useTokens(code: string): Token[][] | null {
  const [done, setDone] = useState<{ code: string; lines: Token[][] } | null>(null);
  useEffect(() => {
    if (code === "") return;
    const gone = new AbortController();
    import("./highlight.ts").then(({ tokens }) => tokens(code)).then((lines) => !gone.signal.aborted && setDone({ code, lines }));
    return () => gone.abort();
  }, [code]);
  return done?.code === code ? done.lines : null;
}
