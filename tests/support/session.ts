import type { Page } from "@playwright/test";
import type { AgentEvent } from "../../lib/protocol/event.ts";
import type { FileProblem, FileProfile, Link } from "../../lib/protocol/profile.ts";
import type { Sent } from "../../lib/protocol/sent.ts";

export interface Recorded {
  files: { profile: FileProfile; problems: FileProblem[] }[];
  links: Link[];
  events: AgentEvent[];
  /** What tokens stand for. */
  pairs?: Readonly<Record<string, string>>;
  sent?: readonly Sent[];
}

/** Puts a recorded session into the browser's journal, as if it had happened there; the next load of the page brings it back. */
export async function seed(page: Page, recorded: Recorded): Promise<void> {
  await page.evaluate(
    async ({ files, links, events, pairs, sent }) => {
      const id = "recorded";
      const request = indexedDB.open("sandpiper", 3);
      request.onupgradeneeded = () => {
        const made = request.result.objectStoreNames;
        if (!made.contains("sessions")) request.result.createObjectStore("sessions", { keyPath: "id" });
        for (const name of ["events", "pairs", "sent"])
          if (!made.contains(name)) request.result.createObjectStore(name, { autoIncrement: true }).createIndex("session", "session");
      };
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const work = db.transaction(["sessions", "events", "pairs", "sent"], "readwrite");
      const items = files.map(({ profile, problems }, at) => ({
        name: profile.file,
        bytes: profile.bytes,
        sha256: profile.tables.length > 0 ? `recorded-${at}` : null,
        profile: profile.tables.length > 0 ? profile : null,
        problems,
      }));
      work.objectStore("sessions").put({ id, at: Date.now() + 1e9, model: "", items, links });
      for (const event of events) work.objectStore("events").add({ session: id, event: revived(event) });
      work.objectStore("pairs").add({ session: id, tokens: Object.keys(pairs), originals: Object.values(pairs) });
      for (const one of sent) work.objectStore("sent").add({ session: id, sent: one });
      await new Promise((resolve) => {
        work.oncomplete = resolve;
      });
      db.close();

      /** Bytes cross into the page as lists of numbers. */
      function revived(value: unknown): unknown {
        if (Array.isArray(value)) return value.map(revived);
        if (typeof value !== "object" || value === null) return value;
        if ("numbers" in value && Array.isArray(value.numbers)) return new Uint8Array(value.numbers);
        return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revived(inner)]));
      }
    },
    {
      files: recorded.files,
      links: recorded.links,
      events: recorded.events.map(plain),
      pairs: { ...recorded.pairs },
      sent: [...(recorded.sent ?? [])],
    },
  );
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return { numbers: [...value] };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

const seen = { stdout: "", stderr: "", droppedChars: 0, durationMs: 1, notes: [] };
const usage = { inputTokens: 1, outputTokens: 1 };
const base = { turn: 0, step: 0, at: 1_780_000_000_000 };

/** A turn whose one result is a chart. */
export const chartSession: Recorded = {
  files: [],
  links: [],
  events: [
    { type: "turn-started", turn: 0, at: base.at, question: "A question", model: "m" },
    { type: "action-chosen", ...base, repair: 0, action: { type: "run", plan: "p", code: "1" } },
    { type: "run-started", ...base, code: "1" },
    { type: "run-ended", ...base, hints: [], observation: { status: "ok", ...seen, artifacts: [{ id: "c", kind: "chart", title: "A chart", alt: "A chart", spec: '{"data":[]}' }], value: null, answer: null } },
    { type: "turn-ended", turn: 0, at: base.at + 1, outcome: "answered", message: "", steps: 1, repairs: 0, usage, answer: { finding: "f", evidence: [], caveats: [], next: [] } },
  ],
};
