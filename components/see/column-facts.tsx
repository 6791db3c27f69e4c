"use client";
import { useEffect, useState } from "react";
import type { ColumnFacts, ColumnRequest } from "../../lib/protocol/kernel.ts";
import { cellText, shownCell } from "../cell.tsx";
import type { Looking } from "../pager.ts";
import { strings } from "../strings.ts";
import { useMapping } from "../use-mapping.ts";

type Props = { request: ColumnRequest; facts: NonNullable<Looking["column"]> };

/** What one column holds, over the rows that pass the filters: counted in the kernel when it is looked at. */
export const ColumnFactsView = ({ request, facts }: Props) => {
  const [seen, setSeen] = useState<ColumnFacts | "none" | null>(null);
  const key = JSON.stringify(request);
  useEffect(() => {
    const stop = new AbortController();
    const ask: ColumnRequest = JSON.parse(key);
    void facts(ask, stop.signal).then((got) => stop.signal.aborted || setSeen(got ?? "none"));
    return () => stop.abort();
  }, [key, facts]);
  return (
    <section aria-label={strings.grid.facts} aria-busy={seen === null} className="mt-3 border-t border-line pt-3">
      <h3 className="mb-1.5 text-xs font-semibold">{strings.grid.facts}</h3>
      {seen === null && <p className="text-xs text-faint">{strings.grid.counting}…</p>}
      {seen === "none" && <p className="text-xs text-faint">{strings.grid.noFacts}</p>}
      {seen !== null && seen !== "none" && <Facts facts={seen} />}
    </section>
  );
};

const Facts = ({ facts }: { facts: ColumnFacts }) => {
  const { plain } = useMapping();
  const words = strings.grid;
  const lines: [string, string][] = [
    [words.known, cellText(facts.rows - facts.missing)],
    [words.missing, cellText(facts.missing)],
    ...(facts.distinct === null ? [] : [line(words.distinct, cellText(facts.distinct))]),
    ...(facts.min === null ? [] : [line(words.least, shownCell(facts.min, plain))]),
    ...(facts.max === null ? [] : [line(words.most, shownCell(facts.max, plain))]),
    ...(facts.mean === null ? [] : [line(words.mean, cellText(facts.mean))]),
    ...(facts.median === null ? [] : [line(words.median, cellText(facts.median))]),
    ...(facts.std === null ? [] : [line(words.std, cellText(facts.std))]),
  ];
  return (
    <>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5 text-xs">
        {lines.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-faint">{name}</dt>
            <dd dir="auto" className="truncate text-end">
              {value}
            </dd>
          </div>
        ))}
      </dl>
      {facts.bins.length > 0 && <Spread bins={facts.bins} />}
      {facts.top.length > 0 && (facts.distinct ?? 0) < facts.rows - facts.missing && (
        <>
          <h4 className="mt-2.5 mb-1 text-xs text-faint">{words.top}</h4>
          <ul className="space-y-0.5 text-xs">
            {facts.top.map(([value, count], at) => (
              <li key={at} className="relative flex justify-between gap-3 px-1.5 py-px">
                <span
                  aria-hidden
                  className="absolute inset-y-0 start-0 rounded bg-wash"
                  style={{ width: `${(100 * count) / Math.max(1, facts.rows)}%` }}
                />
                <span dir="auto" className="relative truncate">
                  {shownCell(value, plain)}
                </span>
                <span className="relative text-soft">{cellText(count)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
};

const line = (name: string, value: string): [string, string] => [name, value];

const Spread = ({ bins }: { bins: ColumnFacts["bins"] }) => {
  const most = Math.max(...bins.map(({ count }) => count), 1);
  const [first, last] = [bins[0], bins.at(-1)];
  const label = `${strings.grid.spread}: ${bins.map(({ from, to, count }) => `${cellText(from)} – ${cellText(to)}: ${cellText(count)}`).join("; ")}`;
  return (
    <div className="mt-2.5">
      <div role="img" aria-label={label} className="flex h-12 items-end gap-px">
        {bins.map(({ from, to, count }, at) => (
          <span
            key={at}
            title={`${cellText(from)} – ${cellText(to)}: ${cellText(count)}`}
            className="flex-1 rounded-t-sm bg-accent/70"
            style={{ height: `${Math.max(count > 0 ? 4 : 0, (100 * count) / most)}%` }}
          />
        ))}
      </div>
      <p aria-hidden className="mt-0.5 flex justify-between text-[0.6875rem] text-faint">
        <span>{cellText(first?.from ?? null)}</span>
        <span>{cellText(last?.to ?? null)}</span>
      </p>
    </div>
  );
};
