import { artifactsOf, type Turn } from "../../agent/session.ts";
import type { Artifact } from "../../protocol/artifact.ts";
import type { ToHost, TurnFacts } from "../../protocol/embed.ts";
import type { Hosted } from "./hosted.ts";
import { turnFacts } from "./results.ts";

/** A turn, whatever place it has after the person went back to an earlier one. */
const keyOf = ({ index, startedAt }: Turn) => `${index} ${startedAt}`;

/** The turns that were asked since the page was opened, told to the host one by one; those of an earlier visit are not its matter. */
export class Turns {
  private readonly earlier: ReadonlySet<string>;
  private readonly opened = Date.now();
  private readonly made = new Map<string, number>();
  private readonly facts = new Map<string, Promise<TurnFacts>>();

  constructor(
    private readonly desk: Hosted,
    private readonly say: (message: ToHost) => void,
  ) {
    const { turns, branches = [] } = desk.state.get().session;
    this.earlier = new Set([...turns, ...branches.flatMap((branch) => branch.turns)].map(keyOf));
  }

  /** To be called after every change of the desk. */
  look(): void {
    for (const turn of this.mine) this.tell(turn);
  }

  /** The turns there are, to be compared with those that there will be. */
  keys(): ReadonlySet<string> {
    return new Set(this.mine.map(keyOf));
  }

  /** How the latest turn ended that is not among these; null where there is none, or it has not ended. */
  ended(before: ReadonlySet<string>): Promise<TurnFacts> | null {
    const turn = this.mine.findLast((one) => !before.has(keyOf(one)));
    return turn && turn.status !== "running" ? this.factsOf(turn) : null;
  }

  /** Something that was made since the page was opened. */
  artifact(id: string): Artifact | null {
    return this.mine.flatMap(artifactsOf).find((one) => one.id === id) ?? null;
  }

  private get mine(): readonly Turn[] {
    return this.desk.state.get().session.turns.filter((turn) => turn.startedAt >= this.opened && !this.earlier.has(keyOf(turn)));
  }

  private tell(turn: Turn): void {
    const key = keyOf(turn);
    const before = this.made.get(key);
    if (before === undefined) this.say({ sandpiper: 1, type: "turn-started", turn: turn.index });
    const artifacts = artifactsOf(turn);
    for (const { kind } of artifacts.slice(before ?? 0)) this.say({ sandpiper: 1, type: "artifact-made", turn: turn.index, kind });
    this.made.set(key, artifacts.length);
    if (turn.status !== "running" && !this.facts.has(key)) void this.factsOf(turn).then((facts) => this.say({ sandpiper: 1, type: "turn-ended", turn: facts }));
  }

  private factsOf(turn: Turn): Promise<TurnFacts> {
    const known = this.facts.get(keyOf(turn)) ?? turnFacts(this.desk, turn);
    this.facts.set(keyOf(turn), known);
    return known;
  }
}
