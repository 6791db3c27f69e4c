import type { AgentEvent } from "../protocol/event.ts";
import type { Answer } from "../protocol/observation.ts";
import type { Ending } from "./ends.ts";
import type { Evidence, Exchange } from "./evidence.ts";
import { fold } from "./fold.ts";
import type { Known } from "./hints.ts";
import type { World } from "./ports.ts";
import { nextIndex, type Session, type Step, type Turn } from "./session.ts";
import type { Ask, TurnEnded } from "./turn.ts";

type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never;
type StepTold = Without<Exclude<AgentEvent, { type: "turn-started" | "turn-ended" | "branched" | "branch-taken" }>, "turn" | "at" | "step">;

/** A turn under way. Its state is the fold of what it told; the few counters below are what no event carries. */
export class Course {
  readonly world: World;
  readonly ask: Ask;
  readonly turnIndex: number;
  session: Session;
  step = 0;
  attempt = 0;
  /** Answers sent back to the model. */
  rejections = 0;
  /** The answer that was sent back for its numbers: what the turn ends with if no better one comes. */
  held: Answer | null = null;
  /** Times the model was told to plan anew. */
  replans = 0;
  /** Tokens spent, estimated where the server counts none. */
  tokens = 0;
  /** The latest call and its reply, for the record. */
  exchange: Exchange;
  readonly startedAt: number;
  /** Time in which the person was thinking; it is not the turn's. */
  waitedMs = 0;

  constructor(world: World, ask: Ask) {
    this.world = world;
    this.ask = ask;
    this.session = ask.past;
    this.turnIndex = nextIndex(ask.past);
    this.exchange = { prompt: "", reply: "", model: ask.model, responseId: null, usage: null };
    this.startedAt = world.clock();
    this.#emit({ type: "turn-started", turn: this.turnIndex, at: this.startedAt, question: ask.question, model: ask.model, ...(ask.origin ? { origin: ask.origin } : {}) });
  }

  get turn(): Turn {
    const turn = this.session.turns.at(-1);
    if (!turn) throw new Error("a course without a turn");
    return turn;
  }

  get current(): Step | undefined {
    return this.turn.steps.find(({ index }) => index === this.step);
  }

  /** Names that a hint may mention. */
  get known(): Known {
    const tables = this.ask.opened.files.flatMap((file) => file.tables);
    return {
      files: this.ask.opened.files.map(({ file }) => file),
      columns: [...new Set(tables.flatMap(({ columns }) => columns.map(({ name }) => name)))],
      modules: [...this.ask.policy.allowedModules, ...this.ask.policy.helpers.map(({ name }) => name)],
    };
  }

  tell(event: StepTold): void {
    this.#emit({ ...event, turn: this.turnIndex, step: this.step, at: this.world.clock() });
  }

  record(entry: Evidence): ReturnType<World["audit"]["append"]> {
    const { session } = this.ask;
    return this.world.audit.append({ ...entry, session, turn: this.turnIndex, step: this.step, attempt: this.attempt });
  }

  nextStep(): void {
    this.step++;
    this.attempt = 0;
  }

  end(ending: Ending): TurnEnded {
    const { repairs, usage, steps } = this.turn;
    const ran = steps.filter(({ state }) => state.type === "ran").length;
    const ended: TurnEnded = { type: "turn-ended", turn: this.turnIndex, at: this.world.clock(), ...ending, steps: ran, repairs, usage };
    this.#emit(ended);
    return ended;
  }

  #emit(event: AgentEvent): void {
    this.session = fold(this.session, event);
    this.world.emit(event);
  }
}
