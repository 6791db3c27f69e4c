import type { Answer } from "../../protocol/observation.ts";
import type { Turn } from "../session.ts";

/** What became of a turn, in words for a heading. */
export const outcomes: Readonly<Record<Turn["status"], string>> = {
  running: "Cut off before its end",
  answered: "Answered",
  partial: "Answered in part",
  stopped: "Stopped",
  failed: "Not answered",
};

/** Numbers that nothing computed, as the reader is told of them on the screen: one note or none. */
export function unfound({ traces = [] }: Answer): string[] {
  const numbers = traces.flatMap(({ number, origin }) => (origin.type === "nowhere" ? [number] : []));
  return numbers.length === 0 ? [] : [`Not found in what the code computed: ${numbers.join(", ")}.`];
}

const list = (title: string, items: readonly string[]) =>
  items.length > 0 ? [`## ${title}`, items.map((item) => `- ${item.replaceAll("\n", "\n  ")}`).join("\n")] : [];

/** The answer of a turn as Markdown. */
export function answerMarkdown(turn: Turn): string {
  const { answer, question, message } = turn;
  const parts = [`# ${question}`, ...(turn.status === "answered" ? [] : [`*${outcomes[turn.status]}.* ${message}`.trim()]), ...body(answer)];
  return `${parts.join("\n\n")}\n`;
}

function body(answer: Answer | null): string[] {
  if (answer === null) return ["There is no answer."];
  return [
    answer.finding,
    ...unfound(answer).map((note) => `**${note}**`),
    ...list("What carries it", answer.evidence),
    ...list("What to keep in mind", answer.caveats),
    ...list("Worth asking next", answer.next),
  ];
}
