import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { z } from "zod";
import { AgentEvent } from "../protocol/event.ts";
import { FileProblem, FileProfile, Link } from "../protocol/profile.ts";

const SavedItem = z.object({
  name: z.string(),
  bytes: z.number(),
  sha256: z.string().nullable(),
  profile: FileProfile.nullable(),
  problems: z.array(FileProblem),
});
export type SavedItem = z.infer<typeof SavedItem>;

const SavedSession = z.object({ id: z.string(), at: z.number(), model: z.string(), items: z.array(SavedItem), links: z.array(Link) });
export type SavedSession = z.infer<typeof SavedSession>;

interface Schema extends DBSchema {
  sessions: { key: string; value: unknown };
  events: { key: number; value: { session: string; event: unknown }; indexes: { session: string } };
}

/** The session as it outlives a reload: the events that happened, and what was on the desk. Never throws: without storage it keeps nothing. */
export interface Journal {
  latest(): Promise<{ saved: SavedSession; events: AgentEvent[] } | null>;
  append(session: string, event: AgentEvent): Promise<void>;
  put(saved: SavedSession): Promise<void>;
  drop(session: string): Promise<void>;
}

const transient: ReadonlySet<AgentEvent["type"]> = new Set<AgentEvent["type"]>(["model-delta", "run-output"]);

export async function openJournal(): Promise<Journal> {
  try {
    return kept(await openDB<Schema>("sandpiper", 1, { upgrade: create }));
  } catch {
    return { latest: async () => null, append: async () => {}, put: async () => {}, drop: async () => {} };
  }
}

function create(db: IDBPDatabase<Schema>) {
  db.createObjectStore("sessions", { keyPath: "id" });
  db.createObjectStore("events", { autoIncrement: true }).createIndex("session", "session");
}

const kept = (db: IDBPDatabase<Schema>): Journal => ({
  latest: async () => {
    const saved = (await db.getAll("sessions")).flatMap((one) => SavedSession.safeParse(one).data ?? []).toSorted((a, b) => b.at - a.at)[0];
    return saved ? { saved, events: await eventsOf(db, saved.id) } : null;
  },
  append: async (session, event) => {
    if (!transient.has(event.type)) await db.add("events", { session, event }).catch(() => {});
  },
  put: async (saved) => void (await db.put("sessions", saved).catch(() => {})),
  drop: async (session) => {
    await db.delete("sessions", session).catch(() => {});
    const keys = await db.getAllKeysFromIndex("events", "session", session).catch(() => []);
    await Promise.all(keys.map((key) => db.delete("events", key).catch(() => {})));
  },
});

/** In the order they happened; what a newer version cannot read is left out. */
async function eventsOf(db: IDBPDatabase<Schema>, session: string): Promise<AgentEvent[]> {
  const rows = await db.getAllFromIndex("events", "session", session);
  return rows.flatMap(({ event }) => AgentEvent.safeParse(event).data ?? []);
}
