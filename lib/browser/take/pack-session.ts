import { toLines } from "../../agent/journal.ts";
import type { AgentEvent } from "../../protocol/event.ts";
import { digestOf } from "../digest.ts";
import type { SavedSession } from "../saved.ts";
import { type DeskPart, type Manifest, type MappingPart, parts, sessionFileKind, sessionFileVersion } from "./session-parts.ts";
import { type Part, zipOf } from "./zip-file.ts";

export interface Packing {
  readonly saved: SavedSession;
  readonly events: readonly AgentEvent[];
  /** Null: they stay here. */
  readonly mapping: { readonly key: Uint8Array; readonly tokens: readonly string[]; readonly originals: readonly string[] } | null;
  /** By digest; empty: they stay here. */
  readonly files: ReadonlyMap<string, Blob>;
  /** Whether the file holds values that are masked elsewhere. */
  readonly clear: boolean;
  readonly name: string | null;
  readonly made: number;
}

/** A session as one file; null where it would be too large to be one. Without files and mapping it holds what a model may know, and nothing more. */
export async function packSession({ saved, events, mapping, files, clear, name, made }: Packing): Promise<Blob | null> {
  const inner: Part[] = [
    { name: parts.journal, data: new Blob([toLines(events)]) },
    { name: parts.desk, data: json(deskOf(saved, files, clear)) },
    ...(mapping ? [{ name: parts.mapping, data: json(mappingOf(mapping)) }] : []),
    ...[...files].map(([sha256, data]) => ({ name: `${parts.files}${sha256}`, data })),
  ];
  const { signal } = new AbortController();
  const listed = await Promise.all(inner.map(async (part) => ({ name: part.name, bytes: part.data.size, sha256: await digestOf(part.data, signal) })));
  const { at, model, mode } = saved;
  const manifest: Manifest = { kind: sessionFileKind, version: sessionFileVersion, made, at, name, model, mode, parts: listed };
  return zipOf([{ name: parts.manifest, data: json(manifest) }, ...inner]);
}

const json = (value: unknown): Blob => new Blob([JSON.stringify(value)]);

const mappingOf = ({ key, tokens, originals }: NonNullable<Packing["mapping"]>): MappingPart => ({ key: [...key], tokens: [...tokens], originals: [...originals] });

function deskOf({ items, links, toldLinks }: SavedSession, files: ReadonlyMap<string, Blob>, clear: boolean): DeskPart {
  const kept = items.map((item) => ({ ...item, sha256: item.sha256 !== null && files.has(item.sha256) ? item.sha256 : null }));
  if (clear) return { items: kept, links, toldLinks };
  const told = kept.flatMap((item) => {
    const profile = item.told ?? item.profile;
    return profile ? [{ ...item, name: profile.file, profile, told: null, problems: [] }] : [];
  });
  return { items: told, links: toldLinks, toldLinks };
}
