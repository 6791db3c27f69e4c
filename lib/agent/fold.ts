import type { AgentEvent } from "../protocol/event.ts";
import type { Session, Step, StepState, Turn } from "./session.ts";
import { emptySession } from "./session.ts";

type StepEvent = Exclude<AgentEvent, { type: "turn-started" | "turn-ended" | "branched" | "branch-taken" }>;
type Of<T extends AgentEvent["type"]> = Extract<AgentEvent, { type: T }>;

/** The session after one more event. Events of a turn that never started are ignored: a journal may have lost its head. */
export function fold(session: Session, event: AgentEvent): Session {
  if (event.type === "turn-started") return { ...session, turns: [...session.turns, begin(event)] };
  if (event.type === "branched") return branched(session, event);
  if (event.type === "branch-taken") return taken(session, event.branch);
  const at = session.turns.findLastIndex((turn) => turn.index === event.turn);
  const turn = session.turns[at];
  if (!turn) return session;
  return { ...session, turns: session.turns.with(at, event.type === "turn-ended" ? end(turn, event) : within(turn, event)) };
}

export function foldAll(events: Iterable<AgentEvent>, from: Session = emptySession): Session {
  let session = from;
  for (const event of events) session = fold(session, event);
  return session;
}

function begin({ turn, at, question, model, origin }: Of<"turn-started">): Turn {
  return {
    index: turn,
    ...(origin ? { origin } : {}),
    question,
    model,
    startedAt: at,
    endedAt: null,
    status: "running",
    steps: [],
    answer: null,
    message: "",
    repairs: 0,
    usage: { inputTokens: 0, outputTokens: 0 },
  };
}

function end(turn: Turn, event: Of<"turn-ended">): Turn {
  const { outcome, answer, message, repairs, usage, at } = event;
  return { ...turn, status: outcome, answer, message, repairs, usage, endedAt: at, steps: turn.steps.map(settled) };
}

/** A step that was under way when its turn ended goes no further. */
function settled(whole: Step): Step {
  const step = whole.asked && whole.asked.answer === undefined ? { ...whole, asked: { ...whole.asked, answer: null } } : whole;
  const { state, action } = step;
  const open = state.type === "thinking" || state.type === "asking" || state.type === "permitted" || state.type === "running";
  return open || (state.type === "chosen" && action?.type === "run") ? { ...step, state: { type: "cut" } } : step;
}

function within(turn: Turn, event: StepEvent): Turn {
  const at = turn.steps.findIndex((step) => step.index === event.step);
  const old = turn.steps[at];
  const step = change(old ?? fresh(event), event);
  return { ...count(turn, event), steps: old ? turn.steps.with(at, step) : [...turn.steps, step] };
}

function count(turn: Turn, event: StepEvent): Turn {
  if (event.type === "action-chosen" && event.repair > 0) return { ...turn, repairs: turn.repairs + 1 };
  if (event.type !== "model-replied" || !event.usage) return turn;
  const { inputTokens, outputTokens } = event.usage;
  return { ...turn, usage: { inputTokens: turn.usage.inputTokens + inputTokens, outputTokens: turn.usage.outputTokens + outputTokens } };
}

function fresh({ step, at }: StepEvent): Step {
  return { index: step, startedAt: at, repair: 0, reply: "", action: null, slips: [], state: thinking(), approval: null, rebuilt: null, remarks: [] };
}

function thinking(): StepState & { type: "thinking" } {
  return { type: "thinking", live: { text: "", reasoning: "", code: "" }, waiting: null };
}

function change(step: Step, event: StepEvent): Step {
  switch (event.type) {
    case "model-called":
      return { ...step, reply: "", state: thinking() };
    case "model-delta":
      return { ...step, state: grown(step.state, event) };
    case "model-waiting":
      return { ...step, state: { ...thinking(), waiting: { ms: event.ms, reason: event.reason } } };
    case "model-replied":
      return { ...step, reply: event.text, state: thinking() };
    case "model-failed":
      return { ...step, state: { type: "failed", fault: event.fault, message: event.message } };
    case "action-chosen":
      return { ...step, action: event.action, repair: event.repair, state: { type: "chosen" } };
    case "reply-unreadable":
      return { ...step, slips: [...step.slips, { type: "unreadable", text: step.reply, reason: event.reason }] };
    case "code-refused":
      return { ...step, state: { type: "refused", findings: event.findings } };
    case "approval-asked":
      return { ...step, state: { type: "asking" } };
    case "approval-given":
      return decided(step, event);
    case "run-permitted":
      return { ...step, state: { type: "permitted", receipt: event.receipt }, permitted: { at: event.at, inputs: event.inputs ?? [] } };
    case "run-denied":
      return { ...step, state: { type: "denied", reason: event.reason } };
    case "run-started":
      return { ...step, state: { type: "running", receipt: receiptOf(step.state), output: [] } };
    case "run-output":
      return { ...step, state: printed(step.state, event) };
    case "run-ended":
      return { ...step, state: ran(step.state, event) };
    case "namespace-rebuilt":
      return { ...step, rebuilt: { repeated: event.repeated, lost: event.lost, renewed: event.renewed, reason: event.reason } };
    case "answer-rejected":
      return rejected(step, event.reason);
    case "person-asked":
      return { ...step, asked: { question: event.question, choices: event.choices, answer: undefined } };
    case "person-answered":
      return step.asked ? { ...step, asked: { ...step.asked, answer: event.answer } } : step;
    case "stuck":
      return { ...step, remarks: [...step.remarks, event.reason] };
    default:
      return event satisfies never;
  }
}

/** What there is up to a step; what was there besides is kept. */
function branched(session: Session, { turn, step, branch }: Of<"branched">): Session {
  const at = session.turns.findIndex(({ index }) => index === turn);
  const last = session.turns[at];
  if (!last) return session;
  const steps = last.steps.filter(({ index }) => index <= step);
  const cut = steps.length < last.steps.length;
  const kept: Turn = cut ? { ...last, steps, status: "stopped", answer: null, message: branchedOff } : last;
  return { turns: [...session.turns.slice(0, at), kept], branch, branches: left(session) };
}

const branchedOff = "Gone on from here in another way.";

const left = ({ turns, branches = [], branch = 0 }: Session) => [...branches, { number: branch, turns }].toSorted((a, b) => a.number - b.number);

function taken(session: Session, branch: number): Session {
  const wanted = session.branches?.find(({ number }) => number === branch);
  return wanted ? { turns: wanted.turns, branch, branches: left(session).filter(({ number }) => number !== branch) } : session;
}

const changedByPerson = "The person changed your script before it ran: what stands above is theirs, and ran in its place.";

function decided(step: Step, { verdict, code, reason }: Of<"approval-given">): Step {
  const { action } = step;
  const approval = { verdict, code, written: action?.type === "run" ? action.code : code };
  if (verdict === "refused") return { ...step, approval, state: { type: "declined", reason } };
  if (verdict === "approved" || action?.type !== "run") return { ...step, approval, state: { type: "chosen" } };
  return { ...step, approval, action: { ...action, code }, state: { type: "chosen" }, remarks: [...step.remarks, changedByPerson] };
}

function grown(state: StepState, event: Of<"model-delta">): StepState {
  if (state.type !== "thinking") return state;
  return { ...state, waiting: null, live: { ...state.live, [event.channel]: state.live[event.channel] + event.text } };
}

function printed(state: StepState, { stream, text }: Of<"run-output">): StepState {
  if (state.type !== "running") return state;
  const last = state.output.at(-1);
  if (last?.stream !== stream) return { ...state, output: [...state.output, { stream, text }] };
  return { ...state, output: state.output.with(-1, { stream, text: last.text + text }) };
}

function ran(state: StepState, { observation, hints }: Of<"run-ended">): StepState {
  return { type: "ran", receipt: receiptOf(state), observation, hints };
}

function receiptOf(state: StepState): string {
  return "receipt" in state ? state.receipt : "";
}

/** An answer given by code stays beside its run; one given in prose was never taken. */
function rejected(step: Step, reason: string): Step {
  if (step.state.type === "ran") return { ...step, remarks: [...step.remarks, reason] };
  return { ...step, action: null, slips: [...step.slips, { type: "rejected", text: step.reply, reason }] };
}
