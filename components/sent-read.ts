import { CompleteRequest, type Message } from "../lib/protocol/complete.ts";
import type { Sent, SentLeak } from "../lib/protocol/sent.ts";

/** One text of a call, as it is read by people. */
export type Part = { readonly who: "system" | Message["role"] | "facts"; readonly text: string };

/** What a call consisted of: the server's prompt, the page's messages, and the facts that the built-in analyst reads; null where the body is none of ours. */
export function partsOf({ body, system }: Sent): Part[] | null {
  const request = requestOf(body);
  if (request === null) return null;
  const messages = request.messages.map(({ role, content }): Part => ({ who: role, text: content }));
  const facts: Part = { who: "facts", text: JSON.stringify(request.brief, null, 2) };
  return [...(system === null ? [] : [{ who: "system" as const, text: system }]), ...messages, facts];
}

function requestOf(body: string): CompleteRequest | null {
  try {
    return CompleteRequest.safeParse(JSON.parse(body)).data ?? null;
  } catch {
    return null;
  }
}

/** The calls of a turn: what was kept back first, then as they happened. */
export const callsOf = (all: readonly Sent[], turn: number): Sent[] =>
  all.filter((sent) => sent.turn === turn).toSorted((a, b) => Number(a.verdict === "sent") - Number(b.verdict === "sent") || a.at - b.at);

/** Where a text stands in another, case aside. Capital letters that are two small ones do not count as one, so no place is shifted. */
export function placesOf(text: string, query: string): number[] {
  const wanted = lower(query);
  const within = lower(text);
  const places: number[] = [];
  if (wanted === "") return places;
  for (let at = within.indexOf(wanted); at >= 0; at = within.indexOf(wanted, at + wanted.length)) places.push(at);
  return places;
}

const lower = (text: string) => text.replace(/\p{Lu}/gu, (sign) => (sign.toLowerCase().length === sign.length ? sign.toLowerCase() : sign));

/** How often a text stands in what left with a call, as the model reads it; in the raw body where it cannot be read. */
export function countIn(sent: Sent, query: string): number {
  const texts = partsOf(sent)?.map(({ text }) => text) ?? [sent.body];
  return [...texts, sent.response ?? ""].reduce((sum, text) => sum + placesOf(text, query).length, 0);
}

const around = 80;

/** A leak with a little of what stood around it. */
export function excerptOf(body: string, { at, length }: SentLeak): { before: string; found: string; after: string } {
  return {
    before: body.slice(Math.max(0, at - around), at),
    found: body.slice(at, at + length),
    after: body.slice(at + length, at + length + around),
  };
}

export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
