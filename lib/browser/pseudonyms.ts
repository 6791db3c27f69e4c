import type { Passage } from "../policy/gate.ts";
import type { Lesson } from "../policy/guard.ts";
import { Mapping } from "../policy/mask.ts";
import { textsOf, withTexts } from "../policy/texts.ts";
import { Guard } from "./guard.ts";

export type Pairs = Pick<Lesson, "tokens" | "originals">;

/** What the page does with tokens besides showing what they stand for. */
export interface Hearing {
  /** A mapping that has grown. */
  changed(mapping: Mapping): void;
  /** Pairs that are new, to be kept in the browser. */
  keep(pairs: Pairs): void;
}

/** So many pairs are taken in before the page may do something else. */
const slice = 4_000;

/** The key of a session, what its tokens stand for, and the guard that keeps originals back. All of it stays in the browser. */
export class Pseudonyms {
  readonly key: Uint8Array<ArrayBuffer>;
  /** How often a value was replaced, by type. */
  readonly counts: Record<string, number> = {};
  private started: Guard | null = null;
  private readonly hearing: Hearing;
  private mapping = new Mapping([]);

  constructor(key: Uint8Array<ArrayBuffer> | null, hearing: Hearing) {
    this.key = key ?? crypto.getRandomValues(new Uint8Array(32));
    this.hearing = hearing;
  }

  /** Started when it is first needed: where nothing is masked, it never is. */
  private get guard(): Guard {
    this.started ??= new Guard(this.key);
    return this.started;
  }

  /** Takes in what a file brought. */
  async learn(lesson: Lesson): Promise<void> {
    if (lesson.tokens.length > 0) this.hearing.keep({ tokens: lesson.tokens, originals: lesson.originals });
    await this.recall(lesson);
  }

  /** Takes in what is kept already. */
  async recall(lesson: Lesson): Promise<void> {
    if (lesson.tokens.length + lesson.open.length === 0) return;
    await this.guard.learn(lesson);
    const { tokens, originals } = lesson;
    for (let at = 0; at < tokens.length; at += slice) {
      this.grow(tokens.slice(at, at + slice).map((token, place): [string, string] => [token, originals[at + place] ?? ""]));
      await new Promise((resolve) => setTimeout(resolve));
    }
    if (tokens.length > 0) this.hearing.changed(this.mapping);
  }

  /** The text as a model may read it. */
  async text(text: string): Promise<string> {
    return (await this.masked([text]))[0] ?? "";
  }

  /** Plain data with tokens in the place of originals, in all its texts. */
  async data(value: unknown): Promise<unknown> {
    return withTexts(value, await this.masked(textsOf(value)));
  }

  gate(body: string): Promise<Passage> {
    return this.guard.gate(body);
  }

  end(): void {
    this.started?.end();
  }

  private async masked(texts: string[]): Promise<string[]> {
    const { texts: masked, counts, made } = await this.guard.mask(texts);
    for (const [type, count] of Object.entries(counts)) this.counts[type] = (this.counts[type] ?? 0) + count;
    if (made.length === 0) return masked;
    this.grow(made);
    this.hearing.keep({ tokens: made.map(([token]) => token), originals: made.map(([, original]) => original) });
    this.hearing.changed(this.mapping);
    return masked;
  }

  private grow(pairs: readonly (readonly [string, string])[]): void {
    this.mapping = new Mapping(pairs, this.mapping);
  }
}
