import type { Page } from "@playwright/test";
import type { AgentEvent } from "../../lib/protocol/event.ts";
import type { FileProblem, FileProfile, Link } from "../../lib/protocol/profile.ts";

export interface Recorded {
  files: { profile: FileProfile; problems: FileProblem[] }[];
  links: Link[];
  events: AgentEvent[];
}

/** Puts a recorded session into the browser's journal, as if it had happened there; the next load of the page brings it back. */
export async function seed(page: Page, recorded: Recorded): Promise<void> {
  await page.evaluate(
    async ({ files, links, events }) => {
      const id = "recorded";
      const request = indexedDB.open("sandpiper", 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("sessions", { keyPath: "id" });
        request.result.createObjectStore("events", { autoIncrement: true }).createIndex("session", "session");
      };
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const work = db.transaction(["sessions", "events"], "readwrite");
      const items = files.map(({ profile, problems }, at) => ({
        name: profile.file,
        bytes: profile.bytes,
        sha256: profile.tables.length > 0 ? `recorded-${at}` : null,
        profile: profile.tables.length > 0 ? profile : null,
        problems,
      }));
      work.objectStore("sessions").put({ id, at: Date.now() + 1e9, model: "", items, links });
      for (const event of events) work.objectStore("events").add({ session: id, event: revived(event) });
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
    { files: recorded.files, links: recorded.links, events: recorded.events.map(plain) },
  );
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return { numbers: [...value] };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
