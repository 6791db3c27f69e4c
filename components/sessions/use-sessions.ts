"use client";
import { useCallback, useEffect, useState } from "react";
import type { Listed } from "../../lib/browser/sessions.ts";
import type { SessionActions } from "./session-actions.ts";

const again = 4_000;

/** The list as it is now, null until it was read; other tabs change it too. `after` does something and reads it again. */
export function useSessions({ list }: SessionActions) {
  const [sessions, setSessions] = useState<readonly Listed[] | null>(null);
  const read = useCallback(async () => setSessions(await list()), [list]);
  useEffect(() => {
    void read();
    const timer = setInterval(read, again);
    return () => clearInterval(timer);
  }, [read]);
  const after = async (work: Promise<void>) => {
    await work;
    await read();
  };
  return { sessions, after };
}

/** Sessions whose name, questions or answers hold every word of the text. */
export function matching(sessions: readonly Listed[], text: string): readonly Listed[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return sessions;
  return sessions.filter(({ name, files, turns }) => {
    const all = [name, ...files, ...turns.flatMap(({ question, answer }) => [question, answer])].join("\n").toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/** The first place that holds the first word, with some of what is around it; null where the name says it. */
export function excerpt({ name, turns }: Listed, text: string): string | null {
  const word = text.toLowerCase().split(/\s+/).find(Boolean);
  if (word === undefined || name.toLowerCase().includes(word)) return null;
  const lines = turns.flatMap(({ question, answer }) => [question, ...answer.split("\n")]);
  const line = lines.find((one) => one.toLowerCase().includes(word));
  if (line === undefined) return null;
  const from = Math.max(0, line.toLowerCase().indexOf(word) - 40);
  return `${from > 0 ? "…" : ""}${line.slice(from, from + 140)}${line.length > from + 140 ? "…" : ""}`;
}
