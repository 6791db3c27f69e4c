import { codeOf, type Session, type Step, type Turn } from "../session.ts";
import { answerMarkdown } from "./answer.ts";
import { lent, literal } from "./lent.ts";
import { type Ground, pythonList } from "./notebook.ts";
import type { Words } from "./words.ts";

/**
 * The session as a Python script that runs as it stands beside the dropped files. Runs that failed are in it too, guarded, because later ones may use
 * what they made; what was never run is a comment.
 */
export function script(session: Session, { prelude, helpers, files, places, made, words }: Ground): string {
  const head = `${comment(`${made}\n\n${words.scriptNeeds}`)}\n\nSCRIPT = True\n${prelude}`;
  const opening = `open_dropped(${pythonList(files)}, places=${pythonList([".", ...places])})`;
  return `${[head, ...[lent(session, helpers)].filter(Boolean), opening, ...session.turns.map((turn) => turnText(turn, words))].join("\n\n\n")}\n`;
}

/** Lines that Python does not run, whatever is in the text. */
const comment = (text: string) =>
  text
    .split(/\r\n|[\n\r\u000b\u000c\u001c-\u001e\u0085\u2028\u2029]/)
    .map((line) => `# ${line}`.trimEnd())
    .join("\n");

function turnText(turn: Turn, words: Words): string {
  const rule = "-".repeat(100);
  const closing = `${words.asAnswered}\n\n${answerMarkdown(turn, words).replace(/^# .*\n+/, "").trim()}`;
  return [`# ${rule}\n${comment(turn.question)}\n# ${rule}`, ...turn.steps.flatMap((step) => stepText(step, words)), comment(closing)].join("\n\n");
}

function stepText(step: Step, words: Words): string[] {
  const code = codeOf(step);
  if (code === null) return [];
  const plan = step.action?.type === "run" && step.action.plan.trim() ? [comment(step.action.plan.trim())] : [];
  if (step.state.type !== "ran") return [...plan, comment(`${words.notRun(words.ends[step.state.type])}\n${code}`)];
  const { status } = step.state.observation;
  if (status === "killed") return [...plan, comment(`${words.ended}\n${code}`)];
  if (status === "error") return [...plan, `attempt("", ${literal(code)})`];
  return [...plan, /\basync\b|\bawait\b/.test(code) ? `awaited(${literal(code)})` : code];
}
