import { foldAll } from "../../agent/fold.ts";
import type { Session } from "../../agent/session.ts";
import type { Limits } from "../../protocol/policy.ts";
import { forgetAll, keep, reopen } from "../files.ts";
import type { Journal } from "../journal.ts";
import { nameOf } from "../sessions.ts";
import { packSession } from "./pack-session.ts";
import { type Unfit, unpackSession } from "./unpack-session.ts";

/** What the person wants in the file besides what was asked, run and found. */
export interface Wanted {
  readonly files: boolean;
  /** The key and what the tokens stand for. */
  readonly mapping: boolean;
}

export type Packed = { readonly blob: Blob; readonly unmasked: boolean; readonly session: Session };

/** What there is to choose from. */
export interface Inside {
  readonly files: number;
  readonly bytes: number;
  readonly masked: boolean;
}

export async function insideOf(journal: Journal, id: string): Promise<Inside> {
  const [saved, { tokens }] = [await journal.find(id), await journal.pairs(id)];
  const kept = saved?.items.filter(({ sha256 }) => sha256 !== null) ?? [];
  return { files: kept.length, bytes: kept.reduce((sum, { bytes }) => sum + bytes, 0), masked: tokens.length > 0 };
}

/** A session of the journal as one file; null where it is not there, or too large for one file. `masked` takes clear values out of a text. */
export async function takeSession(journal: Journal, id: string, wanted: Wanted, masked: (text: string) => Promise<string>): Promise<Packed | null> {
  const [saved, events, { tokens, originals }] = [await journal.find(id), await journal.events(id), await journal.pairs(id)];
  if (!saved) return null;
  const files = new Map<string, Blob>();
  for (const { sha256 } of wanted.files ? saved.items : []) {
    const file = sha256 === null ? null : await reopen(id, sha256);
    if (sha256 !== null && file) files.set(sha256, file);
  }
  const mapping = wanted.mapping && saved.key && tokens.length > 0 ? { key: saved.key, tokens, originals } : null;
  const clear = files.size > 0 || mapping !== null || tokens.length === 0;
  const name = saved.name === null || clear ? saved.name : await masked(saved.name);
  const blob = await packSession({ saved, events, mapping, files, clear, name, made: Date.now() });
  return blob && { blob, unmasked: tokens.length > 0 && clear, session: foldAll(events) };
}

/** Puts the session of a file into the journal, under a new id; or tells why not, and then nothing of it is left. */
export async function bringSession(journal: Journal, file: Blob, limits: Limits): Promise<{ id: string } | Unfit> {
  const read = await unpackSession(file, limits);
  if (typeof read === "string") return read;
  const { manifest, events, desk, mapping, files } = read;
  const id = crypto.randomUUID();
  try {
    const kept = new Set<string>();
    for (const [sha256, data] of files) {
      const copy = await keep(id, new File([data], sha256), new AbortController().signal);
      if (copy.where === "browser" && copy.sha256 === sha256) kept.add(sha256);
    }
    for (const event of events) await journal.append(id, event);
    if (mapping) await journal.keep(id, mapping);
    const items = desk.items.map((item) => (item.sha256 !== null && kept.has(item.sha256) ? item : { ...item, sha256: null }));
    const { links, toldLinks } = desk;
    const { model, mode } = manifest;
    const name = manifest.name === null ? null : nameOf(manifest.name);
    await journal.put({ id, at: Date.now(), model, mode, name, items, links, toldLinks, key: mapping && Uint8Array.from(mapping.key), queue: [], meant: [] });
    return { id };
  } catch {
    await journal.drop(id);
    await forgetAll(id);
    return "damaged";
  }
}
