import type { Answer } from "../../protocol/observation.ts";
import type { Turn } from "../session.ts";
import { english, partsOf, unfound, type Words } from "./words.ts";

/** The answer of a turn as Markdown. */
export function answerMarkdown(turn: Turn, words: Words = english): string {
  const { answer, question, message } = turn;
  const parts = [`# ${question}`, ...(turn.status === "answered" ? [] : [`*${words.outcomes[turn.status]}.* ${message}`.trim()]), ...body(answer, words)];
  return `${parts.join("\n\n")}\n`;
}

function body(answer: Answer | null, words: Words): string[] {
  if (answer === null) return [words.noAnswer];
  const list = (items: readonly string[]) => items.map((item) => `- ${item.replaceAll("\n", "\n  ")}`).join("\n");
  return [
    answer.finding,
    ...unfound(answer, words).map((note) => `**${note}**`),
    ...partsOf(answer, words).flatMap(({ title, items }) => [`## ${title}`, list(items)]),
  ];
}
