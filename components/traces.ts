import { createContext } from "react";
import { numbersIn } from "../lib/agent/numbers.ts";
import type { Trace } from "../lib/protocol/observation.ts";

/** Numbers of the answer around, as they stand in its text, and where each comes from. */
export type Traces = ReadonlyMap<string, Trace>;

const none: Traces = new Map();
export const TracesContext = createContext<Traces>(none);

export const tracesOf = (traces: readonly Trace[] | undefined): Traces => new Map((traces ?? []).map((one) => [one.number, one]));

export type Piece = { readonly type: "text" | "figure"; readonly text: string };

/** The text cut at the numbers whose origin is known. */
export function figuresIn(text: string, traces: Traces): Piece[] {
  let at = 0;
  const pieces: Piece[] = [];
  for (const number of numbersIn(text)) {
    if (!traces.has(number.text)) continue;
    pieces.push({ type: "text", text: text.slice(at, number.at) }, { type: "figure", text: number.text });
    at = number.at + number.text.length;
  }
  return [...pieces, { type: "text", text: text.slice(at) }].filter((piece): piece is Piece => piece.text !== "");
}
