import type { Helper } from "../../protocol/policy.ts";
import { codeOf, type Session, type Step, type Turn } from "../session.ts";
import { answerMarkdown } from "./answer.ts";
import { lent } from "./lent.ts";
import type { Words } from "./words.ts";

/** What makes the kernel's helpers be there in Jupyter. */
export interface Ground {
  /** The first cell: Python that brings the helpers and defines `open_dropped` and `lend`. */
  readonly prelude: string;
  /** Helper modules of the policy; those that the session imports are in it. */
  readonly helpers: readonly Helper[];
  /** Names of the dropped files, in the order in which they were opened. */
  readonly files: readonly string[];
  /** Folders, seen from the notebook, in which the files may lie beside its own. */
  readonly places: readonly string[];
  /** A sentence that says where the notebook comes from. */
  readonly made: string;
  readonly words: Words;
}

type Cell = { readonly id: string; readonly cell_type: "markdown" | "code"; readonly source: string; readonly hidden?: true };

/**
 * The session as a Jupyter notebook that runs as it stands beside the dropped files. Runs that failed are in it too, guarded,
 * because later ones may use what they made; what was never run is text.
 */
export function notebook(session: Session, ground: Ground): string {
  const modules = lent(session, ground.helpers);
  const opening: Cell[] = [
    { id: "about", cell_type: "markdown", source: `${ground.made}\n\n${ground.words.notebookNeeds}` },
    { id: "prelude", cell_type: "code", source: ground.prelude, hidden: true },
    ...(modules === "" ? [] : [{ id: "modules", cell_type: "code" as const, source: modules }]),
    { id: "files", cell_type: "code", source: `open_dropped(${pythonList(ground.files)}, places=${pythonList([".", ...ground.places])})` },
  ];
  const cells = [...opening, ...session.turns.flatMap((turn) => turnCells(turn, ground.words))].map(nbCell);
  const kernelspec = { display_name: "Python 3", language: "python", name: "python3" };
  return `${JSON.stringify({ cells, metadata: { kernelspec, language_info: { name: "python" } }, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

export const pythonList = (names: readonly string[]) => `[${names.map((name) => JSON.stringify(name)).join(", ")}]`;

function nbCell({ id, cell_type, source, hidden }: Cell) {
  const lines = source.split(/(?<=\n)/);
  const metadata = hidden ? { jupyter: { source_hidden: true } } : {};
  return cell_type === "code" ? { cell_type, id, metadata, execution_count: null, outputs: [], source: lines } : { cell_type, id, metadata, source: lines };
}

function turnCells(turn: Turn, words: Words): Cell[] {
  const question: Cell = { id: `turn-${turn.index}`, cell_type: "markdown", source: `# ${turn.question}` };
  const steps = turn.steps.flatMap((step) => stepCells(turn, step, words));
  const closing = answerMarkdown(turn, words).replace(/^# .*\n+/, "");
  return [question, ...steps, { id: `turn-${turn.index}-answer`, cell_type: "markdown", source: `---\n**${words.asAnswered}**\n\n${closing}` }];
}

function stepCells(turn: Turn, step: Step, words: Words): Cell[] {
  const code = codeOf(step);
  if (code === null) return [];
  const id = `turn-${turn.index}-step-${step.index}`;
  const plan = step.action?.type === "run" ? step.action.plan.trim() : "";
  const text: Cell[] = plan ? [{ id: `${id}-plan`, cell_type: "markdown", source: plan }] : [];
  if (step.state.type !== "ran") {
    return [...text, { id, cell_type: "markdown", source: `${words.notRun(words.ends[step.state.type])}\n\n${code.replace(/^/gm, "    ")}` }];
  }
  const { status } = step.state.observation;
  if (status === "killed") return [...text, { id, cell_type: "markdown", source: `${words.ended}\n\n${code.replace(/^/gm, "    ")}` }];
  return [...text, { id, cell_type: "code", source: status === "ok" ? code : `%%attempt\n${code}` }];
}
