import type { Desk } from "../../lib/browser/desk.ts";
import type { Listed } from "../../lib/browser/sessions.ts";
import type { Inside, Wanted } from "../../lib/browser/take/session-file.ts";

/** What can be done with the sessions of this browser. */
export interface SessionActions {
  readonly list: () => Promise<readonly Listed[]>;
  readonly open: (id: string) => Promise<void>;
  readonly rename: (id: string, name: string) => Promise<void>;
  readonly duplicate: (id: string, name: string) => Promise<void>;
  readonly forget: (id: string) => Promise<void>;
  readonly takeOver: () => Promise<void>;
  readonly inside: (id: string) => Promise<Inside | null>;
  /** The session as one file, on record; null when it could not be, and the person was told why. */
  readonly take: (id: string, file: string, wanted: Wanted) => Promise<Blob | null>;
  /** Opens what such a file holds; the person is told when it cannot be. */
  readonly bring: (file: File) => Promise<void>;
}

export const sessionActions = (desk: () => Promise<Desk>): SessionActions => ({
  list: async () => (await desk()).sessions.list(),
  open: async (id) => (await desk()).open(id),
  rename: async (id, name) => (await desk()).rename(id, name),
  duplicate: async (id, name) => (await desk()).sessions.duplicate(id, name),
  forget: async (id) => (await desk()).forget(id),
  takeOver: async () => (await desk()).takeOver(),
  inside: async (id) => (await desk()).inside(id),
  take: async (id, file, wanted) => (await desk()).packed(id, file, wanted),
  bring: async (file) => (await desk()).bring(file),
});
