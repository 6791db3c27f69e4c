import { canonical } from "../policy/chain/canonical.ts";
import type { InputDigest } from "../protocol/audit.ts";
import type { Item } from "./desk-state.ts";
import { digestOfContent } from "./digest.ts";

/** The open files as evidence: what they were, never a cell. A file whose bytes are not digested (yet) is told by name, size and time of change. */
export const inputsOf = async (items: readonly Item[]): Promise<InputDigest[]> =>
  (await Promise.all(items.map(inputOf))).filter((input) => input !== null);

async function inputOf({ name, bytes, sha256, changed, state }: Item): Promise<InputDigest | null> {
  if (state.type !== "open") return null;
  const tables = state.profile.tables.slice(0, 500).map(({ rows, columns }) => ({ rows, columns: columns.length }));
  const file = { file: state.told.file.slice(0, 500), bytes, tables };
  if (sha256 !== null) return { ...file, sha256, of: "content" };
  return { ...file, sha256: await digestOfContent(canonical({ name, bytes, changed: changed ?? null })), of: "name-size-time" };
}
