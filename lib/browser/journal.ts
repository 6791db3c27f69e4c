import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { z } from "zod";
import { AgentEvent } from "../protocol/event.ts";
import { Sent } from "../protocol/sent.ts";
import { Backlog } from "./backlog.ts";
import { shelf } from "./embedded.ts";
import { memoryJournal } from "./memory-journal.ts";
import type { Pairs } from "./pseudonyms.ts";
import { SavedSession } from "./saved.ts";

interface Schema extends DBSchema {
  sessions: { key: string; value: unknown };
  events: { key: number; value: Row; indexes: { session: string } };
  /** What the tokens of a session stand for. */
  pairs: { key: number; value: { session: string; tokens: unknown; originals: unknown }; indexes: { session: string } };
  /** What left the page for a model, or was kept back. */
  sent: { key: number | string; value: { session: string; sent: unknown }; indexes: { session: string } };
}
type Row = { session: string; event: unknown };
type Db = IDBPDatabase<Schema>;

const SavedPairs = z.object({ tokens: z.array(z.string()), originals: z.array(z.string()) });

/** Why the browser keeps nothing: its storage is full, or not allowed here. */
export type StorageFault = "full" | "denied";

/** Sessions as they outlive a reload: the events that happened, and what was on the desk. Never throws: what cannot be stored is kept in memory, and told once. */
export interface Journal {
  /** All sessions without their events, newest first. */
  all(): Promise<SavedSession[]>;
  find(session: string): Promise<SavedSession | null>;
  events(session: string): Promise<AgentEvent[]>;
  append(session: string, event: AgentEvent): Promise<void>;
  put(saved: SavedSession): Promise<void>;
  keep(session: string, pairs: Pairs): Promise<void>;
  pairs(session: string): Promise<{ tokens: string[]; originals: string[] }>;
  post(session: string, sent: Sent): Promise<void>;
  posted(session: string): Promise<Sent[]>;
  drop(session: string): Promise<void>;
}

const transient: ReadonlySet<AgentEvent["type"]> = new Set<AgentEvent["type"]>(["model-delta", "run-output"]);

/** On the disk when `append` resolves, whatever happens to the machine: the leave to run, and the end of a turn; what leads to them goes there before. */
const strict: ReadonlySet<AgentEvent["type"]> = new Set<AgentEvent["type"]>(["run-permitted", "turn-ended"]);

export async function openJournal(told: (fault: StorageFault) => void): Promise<Journal> {
  try {
    return kept(await openDB<Schema>(`sandpiper${shelf()}`, 3, { upgrade: create }), told);
  } catch {
    told("denied");
    return memoryJournal();
  }
}

function create(db: Db, before: number) {
  if (before < 1) db.createObjectStore("sessions", { keyPath: "id" });
  if (before < 1) db.createObjectStore("events", { autoIncrement: true }).createIndex("session", "session");
  if (before < 2) db.createObjectStore("pairs", { autoIncrement: true }).createIndex("session", "session");
  if (before < 3) db.createObjectStore("sent", { autoIncrement: true }).createIndex("session", "session");
}

const faultOf = (error: unknown): StorageFault => (error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "denied");

function kept(db: Db, told: (fault: StorageFault) => void): Journal {
  const tell = (error: unknown) => told(faultOf(error));
  const backlog = new Backlog<Row & { event: AgentEvent }>((rows) => write(db, rows), tell);
  return {
    all: async () => {
      const all = (await db.getAll("sessions").catch(() => [])).flatMap((one) => SavedSession.safeParse(one).data ?? []);
      return all.toSorted((one, other) => other.at - one.at);
    },
    find: async (session) => SavedSession.safeParse(await db.get("sessions", session).catch(() => null)).data ?? null,
    events: async (session) => {
      const waiting = backlog.waiting.filter((row) => row.session === session).map(({ event }) => event);
      return [...(await eventsOf(db, session).catch(() => [])), ...waiting];
    },
    append: async (session, event) => {
      if (!transient.has(event.type)) await backlog.add({ session, event });
    },
    put: async (saved) => void (await db.put("sessions", saved).catch(tell)),
    keep: async (session, { tokens, originals }) => void (await db.add("pairs", { session, tokens, originals }).catch(tell)),
    pairs: async (session) => {
      const rows = await db.getAllFromIndex("pairs", "session", session).catch(() => []);
      const read = rows.flatMap((row) => SavedPairs.safeParse(row).data ?? []);
      return { tokens: read.flatMap(({ tokens }) => tokens), originals: read.flatMap(({ originals }) => originals) };
    },
    post: async (session, sent) => void (await db.put("sent", { session, sent }, JSON.stringify([session, placeOf(sent)])).catch(tell)),
    posted: async (session) => {
      const rows = await db.getAllFromIndex("sent", "session", session).catch(() => []);
      return rows.flatMap(({ sent }) => Sent.safeParse(sent).data ?? []).toSorted((a, b) => a.at - b.at);
    },
    drop: async (session) => {
      backlog.forget((row) => row.session === session);
      await db.delete("sessions", session).catch(() => {});
      for (const store of ["events", "pairs", "sent"] as const) {
        const keys = await db.getAllKeysFromIndex(store, "session", session).catch(() => []);
        await Promise.all(keys.map((key) => db.delete(store, key).catch(() => {})));
      }
      await backlog.flush();
    },
  };
}

/** A message is put down when it goes, and again, in the same place, with what came back. */
export const placeOf = ({ turn, step, attempt, at }: Sent) => `${turn} ${step} ${attempt} ${at}`;

async function write(db: Db, rows: readonly (Row & { event: AgentEvent })[]): Promise<void> {
  const durability = rows.some(({ event }) => strict.has(event.type)) ? ("strict" as const) : ("default" as const);
  const writing = db.transaction("events", "readwrite", { durability });
  await Promise.all([...rows.map((row) => writing.store.add(row)), writing.done]);
}

/** In the order they happened; what a newer version cannot read is left out. */
async function eventsOf(db: Db, session: string): Promise<AgentEvent[]> {
  const rows = await db.getAllFromIndex("events", "session", session);
  return rows.flatMap(({ event }) => AgentEvent.safeParse(event).data ?? []);
}
