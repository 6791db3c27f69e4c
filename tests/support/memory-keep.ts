import type { Keep, KeptRecord } from "../../lib/browser/keep.ts";

/** A place for records that wait, without a browser. `rows` are what lies there; tests alter them as a person with developer tools could. */
export function memoryKeep(): Keep & { rows: Map<number, KeptRecord> } {
  const rows = new Map<number, KeptRecord>();
  let next = 0;
  return {
    rows,
    all: async () => [...rows].map(([key, one]) => ({ key, one: structuredClone(one) })),
    add: async (one) => {
      next += 1;
      rows.set(next, structuredClone(one));
    },
    remove: async (key) => void rows.delete(key),
  };
}
