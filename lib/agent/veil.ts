import type { Artifact, TableArtifact } from "../protocol/artifact.ts";
import type { Observation } from "../protocol/observation.ts";
import type { Masking, Policy } from "../protocol/policy.ts";
import type { Opened } from "../protocol/profile.ts";
import { fewLeftOut } from "./groups.ts";
import { codeOf, type Session, type Step, type Turn } from "./session.ts";

type Known = { readonly opened: Pick<Opened, "files" | "links">; readonly policy: Policy };

/** Words in which Python and pandas word their errors; what else an error says may be a cell. */
const plain = new Set(
  "a all already an and any are argument arguments array as at attribute axis be because between bool boolean call callable can cannot column columns convert could data dataframe date datetime dict did divide division do does dtype dtypes duplicate element elements empty error exceeded expected failed file first float for format found from function got had has have if in index indices input instead int integer invalid is it item iterable join key keys label labels length limit line list literal local many match maximum memory merge method missing module more most must name named nan neither no none nor not nothing null number object of on only operand operands operation or out overlapping parse pass positional range recursion reference required returned row rows scalar self sequence series set shape shapes should size string strings subscriptable such supported syntax that the there these this time to too truth tuple type types unable unexpected unhashable unknown unpack unsupported use value values variable was were when where while with zero".split(
    " ",
  ),
);
const exceptions = new Set(
  "arithmeticerror assertionerror attributeerror eoferror filenotfounderror importerror indexerror keyerror keyboardinterrupt lookuperror memoryerror modulenotfounderror nameerror notimplementederror oserror overflowerror permissionerror recursionerror runtimeerror stopiteration syntaxerror indentationerror systemexit timeouterror typeerror unboundlocalerror unicodedecodeerror unicodeencodeerror valueerror zerodivisionerror databaseerror mergeerror parsererror emptydataerror invalidindexerror outofboundsdatetime linalgerror notfittederror".split(
    " ",
  ),
);
const word = /[\p{L}\p{N}_]+(?:[.,]\p{N}+)*/gu;

const wordsOf = (texts: Iterable<string>): Set<string> => new Set([...texts].flatMap((text) => text.toLowerCase().match(word) ?? []));

/** The session as a model may know it that must see no values (`schema-only`), or none of small groups (`strict`); else as it is. */
export function veil(session: Session, { opened, policy }: Known): Session {
  const { mode, strict } = policy.masking;
  if (mode !== "schema-only" && !(strict && mode === "masked")) return session;
  const tables = opened.files.flatMap((file) => file.tables);
  const names = [...opened.files.map(({ file }) => file), ...tables.flatMap(({ variable, columns }) => [variable, ...columns.map(({ name }) => name)])];
  return { turns: session.turns.map((turn) => veiledTurn(turn, wordsOf(names), policy.masking)) };
}

function veiledTurn(turn: Turn, names: ReadonlySet<string>, masking: Masking): Turn {
  const steps = turn.steps.map((step) => veiledStep(step, names, masking));
  const answer = turn.answer && { ...turn.answer, finding: withheld };
  return { ...turn, steps, answer, message: turn.message && withheld };
}

const withheld = "(what was found is kept from the model by the policy)";

function veiledStep(step: Step, names: ReadonlySet<string>, masking: Masking): Step {
  if (step.state.type !== "ran") return step;
  const code = codeOf(step) ?? "";
  const known = new Set([...plain, ...exceptions, ...names, ...wordsOf([code])]);
  const lines = code.split("\n").length;
  const place = (found: string, before: string) => before.endsWith("line ") && /^\d+$/.test(found) && Number(found) <= lines;
  const only = (text: string) =>
    text.replace(word, (found, at: number) => (known.has(found.toLowerCase()) || place(found, text.slice(0, at)) ? found : "…"));
  const hints = step.state.hints.filter((hint) => only(hint) === hint);
  return { ...step, state: { ...step.state, hints, observation: veiled(step.state.observation, only, masking) } };
}

const count = (text: string): string => (text.trim() === "" ? "" : `(${text.length.toLocaleString("en-US")} characters, kept from the model by the policy)`);

function veiled(seen: Observation, only: (text: string) => string, masking: Masking): Observation {
  const common = {
    stdout: count(seen.stdout),
    stderr: count(seen.stderr),
    artifacts: seen.artifacts.map((artifact) => veiledArtifact(artifact, only, masking)),
    notes: seen.notes.map(only),
  };
  if (seen.status === "ok") return { ...seen, ...common, value: seen.value === null ? null : count(seen.value) };
  if (seen.status === "killed") return { ...seen, ...common };
  const { type, line, message, traceback } = seen.error;
  return { ...seen, ...common, error: { type: only(type), line, message: only(message), traceback: only(traceback) } };
}

function veiledArtifact(artifact: Artifact, only: (text: string) => string, masking: Masking): Artifact {
  const title = only(artifact.title);
  switch (artifact.kind) {
    case "table":
      return veiledTable({ ...artifact, title }, only, masking);
    case "image":
    case "chart":
      return { ...artifact, title, alt: "" };
    case "file":
      return { ...artifact, title, name: only(artifact.name) };
    default:
      return artifact satisfies never;
  }
}

/** Strict mode shows what is counted by groups that are large enough; any other table is its shape. */
function veiledTable(table: TableArtifact, only: (text: string) => string, { mode, smallGroupRows }: Masking): TableArtifact {
  const columns = table.columns.map(({ name, dtype }) => ({ name: only(name), dtype }));
  const shown = mode === "schema-only" ? null : fewLeftOut(table, smallGroupRows);
  return { ...table, columns, rows: shown ?? [] };
}
