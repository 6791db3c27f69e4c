import type { Result } from "./result.ts";

/** The figures of a group of questions. */
export interface Tally {
  readonly name: string;
  readonly asked: number;
  readonly right: number;
  readonly accuracy: number;
  readonly steps: number;
  readonly repairs: number;
  readonly kills: number;
  readonly tokens: number;
  readonly costMicros: number | null;
  readonly seconds: number;
  readonly masks: number;
}

export function tally(name: string, results: readonly Result[]): Tally {
  const sum = (of: (result: Result) => number) => results.reduce((total, result) => total + of(result), 0);
  const right = sum(({ right: it }) => (it ? 1 : 0));
  const priced = results.some(({ costMicros }) => costMicros !== null);
  return {
    name,
    asked: results.length,
    right,
    accuracy: results.length > 0 ? right / results.length : 0,
    steps: sum(({ steps }) => steps),
    repairs: sum(({ repairs }) => repairs),
    kills: sum(({ kills }) => kills),
    tokens: sum(({ inputTokens, outputTokens }) => inputTokens + outputTokens),
    costMicros: priced ? sum(({ costMicros }) => costMicros ?? 0) : null,
    seconds: sum(({ seconds }) => seconds),
    masks: sum(({ masks }) => Object.values(masks).reduce((total, count) => total + count, 0)),
  };
}

/** One tally for each value of a field, in the order in which they come. */
export function tallies(results: readonly Result[], field: "category" | "level" | "domain"): Tally[] {
  return [...new Set(results.map((result) => result[field]))].map((value) =>
    tally(
      value,
      results.filter((result) => result[field] === value),
    ),
  );
}

export const headings = ["", "right", "of", "accuracy", "steps", "repairs", "kills", "tokens", "cost", "seconds", "masked"] as const;

export function cells(t: Tally, currency: string): string[] {
  const cost = t.costMicros === null ? "-" : `${(t.costMicros / 1e6).toFixed(4)} ${currency}`;
  const numbers = [t.right, t.asked].map(String);
  return [t.name, ...numbers, percent(t.accuracy), String(t.steps), String(t.repairs), String(t.kills), String(t.tokens), cost, t.seconds.toFixed(1), String(t.masks)];
}

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
