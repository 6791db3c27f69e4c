import { type DBSchema, openDB } from "idb";
import { z } from "zod";
import { AuditRecord, Kept } from "../protocol/audit.ts";

/** A record that waits to be handed in, with its place in the chain that this page keeps. */
export const KeptRecord = z.object({ kept: Kept, record: AuditRecord });
export type KeptRecord = z.infer<typeof KeptRecord>;

/** Where records wait, over reloads and for all tabs; in the order in which they were kept. */
export interface Keep {
  /** Never rejects: what cannot be read is not there. */
  all(): Promise<{ key: number; one: KeptRecord }[]>;
  /** Resolves once it is on disk; rejects where it cannot be. */
  add(one: KeptRecord): Promise<void>;
  remove(key: number): Promise<void>;
}

interface Schema extends DBSchema {
  records: { key: number; value: unknown };
}

const open = () => openDB<Schema>("sandpiper-audit", 1, { upgrade: (db) => void db.createObjectStore("records", { autoIncrement: true }) });

export function openKeep(): Keep {
  let opened: ReturnType<typeof open> | null = null;
  const database = () => {
    opened ??= open();
    return opened;
  };
  return {
    all: async () => {
      try {
        const store = (await database()).transaction("records").store;
        const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
        return keys.flatMap((key, at) => {
          const one = KeptRecord.safeParse(values[at]).data;
          return one ? [{ key, one }] : [];
        });
      } catch {
        return [];
      }
    },
    add: async (one) => {
      const writing = (await database()).transaction("records", "readwrite", { durability: "strict" });
      await writing.store.add(one);
      await writing.done;
    },
    remove: async (key) => {
      await (await database()).delete("records", key).catch(() => {});
    },
  };
}
