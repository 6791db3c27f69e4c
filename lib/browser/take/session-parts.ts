import { z } from "zod";
import { Link } from "../../protocol/profile.ts";
import { MaskingMode } from "../../protocol/policy.ts";
import { SavedItem } from "../saved.ts";

/** What a file that holds a session calls itself; a newer format has a higher version. */
export const sessionFileKind = "sandpiper-session";
export const sessionFileVersion = 1;
export const sessionFileEnding = ".sandpiper";

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** Names of the parts; a file of data goes by its digest. */
export const parts = { manifest: "manifest.json", journal: "journal.jsonl", desk: "desk.json", mapping: "mapping.json", files: "files/" } as const;

/** Says what it is before anything else is read. */
export const Heading = z.looseObject({ kind: z.literal(sessionFileKind), version: z.number().int().positive() });

export const Manifest = z.strictObject({
  kind: z.literal(sessionFileKind),
  version: z.literal(sessionFileVersion),
  /** Milliseconds since the epoch at which it was exported, and at which the session last changed. */
  made: z.number(),
  at: z.number(),
  name: z.string().max(300).nullable(),
  model: z.string().max(300),
  mode: MaskingMode.nullable(),
  /** Every other part of the file, with its size and digest. */
  parts: z.array(z.strictObject({ name: z.string().max(100), bytes: z.number().int().nonnegative(), sha256: digest })).max(1_000),
});
export type Manifest = z.infer<typeof Manifest>;

/** The files as the desk had them. */
export const DeskPart = z.strictObject({ items: z.array(SavedItem.extend({ sha256: digest.nullable() })), links: z.array(Link), toldLinks: z.array(Link) });
export type DeskPart = z.infer<typeof DeskPart>;

const texts = (chars: number) => z.array(z.string().max(chars)).max(2_000_000);

/** The key of the tokens, and what they stand for: only where the person wants it to be in there. */
export const MappingPart = z.strictObject({ key: z.array(z.number().int().min(0).max(255)).length(32), tokens: texts(200), originals: texts(10_000) });
export type MappingPart = z.infer<typeof MappingPart>;
