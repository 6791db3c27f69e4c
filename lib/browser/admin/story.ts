import { z } from "zod";
import { Hits } from "../../protocol/admin.ts";
import { Message } from "../../protocol/complete.ts";
import type { AdminDoor, Answer } from "./door.ts";
import { type Told, toldOf } from "./told.ts";

/** All that is on record of one session, oldest first. `whole` is false where there was more than is read here. */
export type SessionStory = { entries: Told[]; whole: boolean };

const most = 4_000;

export async function sessionStory(door: AdminDoor, session: string, signal: AbortSignal): Promise<Answer<SessionStory>> {
  const entries: Told[] = [];
  for (let before: number | null = Number.MAX_SAFE_INTEGER; before !== null && entries.length < most; ) {
    const query = new URLSearchParams({ session, before: String(before), limit: "200" });
    const page: Answer<Hits> = await door.get(`/api/audit/search?${query}`, Hits, signal);
    if (!page.ok) return page;
    entries.push(...page.value.entries.flatMap((raw) => toldOf(raw) ?? []));
    before = page.value.next;
  }
  return { ok: true, value: { entries: entries.reverse(), whole: entries.length < most } };
}

export type Step = { step: number; entries: Told[] };
export type Turn = { turn: number; at: string; actor: string; prompt: string | null; steps: Step[]; runs: number; tokens: number };

const Usage = (value: unknown) => {
  if (typeof value !== "object" || value === null) return 0;
  const sum = Object.values(value).filter((one) => typeof one === "number");
  return sum.reduce((a, b) => a + b, 0);
};

/** The entries of a session by turn and step, in the order in which they first come. Entries without a turn are left out. */
export function turnsOf(entries: readonly Told[]): Turn[] {
  const turns = new Map<number, Turn>();
  for (const entry of entries) {
    const { turn, step = 0, prompt } = entry.record;
    if (turn === undefined) continue;
    const known = turns.get(turn) ?? { turn, at: entry.at, actor: entry.actor, prompt: null, steps: [], runs: 0, tokens: 0 };
    turns.set(turn, known);
    known.prompt ??= prompt ?? null;
    if (entry.record.type === "run") known.runs += 1;
    if (entry.record.type === "completion") known.tokens += Usage(entry.record.usage);
    const place = known.steps.find((one) => one.step === step);
    if (place) place.entries.push(entry);
    else known.steps.push({ step, entries: [entry] });
  }
  return [...turns.values()].sort((a, b) => a.turn - b.turn);
}

/** Whether the page's word of a reply and one of the server's own in the same step are of the same bytes; null where one of the two is missing. */
export function agreed({ record }: Told, among: readonly Told[]): boolean | null {
  const replies = among.filter((other) => other.record.type === "completion" && other.record.step === record.step);
  if (record.type !== "generated" || record.replySha256 === undefined || replies.length === 0) return null;
  return replies.some((other) => other.record.replySha256 === record.replySha256 && other.record.promptSha256 === record.promptSha256);
}

/** Which call of the step an entry belongs to, from 1: the server numbers a call before it is made, the page after. */
export const callOf = ({ record: { type, attempt } }: Told) =>
  attempt === undefined ? null : type === "completion" ? attempt + 1 : Math.max(1, attempt);

const Messages = z.array(Message).min(1);

/** A recorded prompt as the messages it was sent in; what is none of that form is one message. */
export function messagesOf(prompt: string): Message[] {
  try {
    return Messages.parse(JSON.parse(prompt));
  } catch {
    return [{ role: "user", content: prompt }];
  }
}
