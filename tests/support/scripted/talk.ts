import type { Seen } from "./reply.ts";

/** Observations since the latest question: which step of the turn this is. */
export function stepOf(seen: Seen): number {
  return sinceQuestion(seen).split("<observation ").length - 1;
}

/** Everything after the latest question, the question included. */
export function sinceQuestion({ messages }: Seen): string {
  const all = messages.map(({ content }) => content).join("\n\n");
  const at = all.lastIndexOf("Question: ");
  return at < 0 ? all : all.slice(at);
}

export function questionOf(seen: Seen): string {
  return /^Question: (.*)$/m.exec(sinceQuestion(seen))?.[1] ?? "";
}

/** DataFrames of the dropped files, in the order in which the prompt lists them. */
export function tablesOf({ messages }: Seen): string[] {
  const all = messages.map(({ content }) => content).join("\n\n");
  return [...all.matchAll(/^\s*DataFrame (\w+)/gm)].flatMap((match) => match[1] ?? []);
}
