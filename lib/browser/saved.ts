import { z } from "zod";
import { TurnOrigin } from "../protocol/event.ts";
import { FileProblem, FileProfile, Link } from "../protocol/profile.ts";
import { MaskingMode } from "../protocol/policy.ts";

/** A file as the desk had it; without profile and problems it was not read yet. */
export const SavedItem = z.object({
  name: z.string(),
  bytes: z.number(),
  sha256: z.string().nullable(),
  profile: FileProfile.nullable(),
  told: FileProfile.nullable().default(null),
  problems: z.array(FileProblem),
});
export type SavedItem = z.infer<typeof SavedItem>;

/** One turn in the list of sessions and for its search: tokens where something is masked. */
export const SavedTurn = z.object({ question: z.string(), answer: z.string() });
export type SavedTurn = z.infer<typeof SavedTurn>;

/** A question that was not asked yet, as the person wrote it. */
export const SavedQuestion = z.object({ id: z.string(), question: z.string(), origin: TurnOrigin.nullable() });
export type SavedQuestion = z.infer<typeof SavedQuestion>;

/** What is known of a session without its events. */
export const SavedSession = z.object({
  id: z.string(),
  /** When something of it last changed, in milliseconds since the epoch. */
  at: z.number(),
  model: z.string(),
  items: z.array(SavedItem),
  links: z.array(Link),
  toldLinks: z.array(Link).default([]),
  key: z.instanceof(Uint8Array).nullable().default(null),
  /** As the person named it; null: its first question is its name. */
  name: z.string().nullable().default(null),
  /** Missing in records of an older version: its events tell. */
  turns: z.array(SavedTurn).optional(),
  queue: z.array(SavedQuestion).default([]),
  /** What the tokens in `turns` and in the names of files stand for. */
  meant: z.array(z.tuple([z.string(), z.string()])).default([]),
  /** What was hidden from the model while it was made. */
  mode: MaskingMode.nullable().default(null),
});
export type SavedSession = z.infer<typeof SavedSession>;
