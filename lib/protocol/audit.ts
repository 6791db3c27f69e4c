import { z } from "zod";
import { Usage } from "./complete.ts";

/** Where in a session something happened. */
export const where = {
  session: z.string().min(1).max(100),
  turn: z.number().int().nonnegative(),
  step: z.number().int().nonnegative(),
  attempt: z.number().int().nonnegative(),
  /** Origin of the page that the widget stood in; missing where nothing embedded it. */
  embed: z.string().max(300).optional(),
};

/** SHA-256 of UTF-8 text or of bytes, in hexadecimal. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const count = z.number().int().nonnegative();

/** A file that a run could read: what it was, never a cell of it. */
export const InputDigest = z.strictObject({
  file: z.string().max(500),
  bytes: count,
  /** Of the file's bytes; of its name, size and time of change where the file is too large to read whole. */
  sha256: Sha256,
  of: z.enum(["content", "name-size-time"]),
  tables: z.array(z.strictObject({ rows: count.nullable(), columns: count })).max(500),
});
export type InputDigest = z.infer<typeof InputDigest>;

/** What the page asks the server to record. Code is recorded whole, before it runs. */
export const AuditRecord = z.discriminatedUnion("type", [
  /** A script the model wrote, whether or not it will run. */
  z.strictObject({
    type: z.literal("generated"),
    ...where,
    code: z.string(),
    model: z.string(),
    responseId: z.string().nullable(),
    /** The question and what went with it, as the model was sent them: masked. */
    prompt: z.string().optional(),
    /**
     * Of the canonical JSON of the request's `messages`, and of all `text` of the reply followed by all its `tool` pieces:
     * as the server counts them for its own `completion`, so that the two can be matched.
     */
    promptSha256: Sha256.optional(),
    replySha256: Sha256.optional(),
    usage: Usage.nullable().optional(),
    /** Millionths of the currency that the policy counts in. */
    costMicros: count.nullable().optional(),
    maskCounts: z.record(z.string().max(50), count).optional(),
  }),
  /** By the policy where `by` is missing. */
  z.strictObject({ type: z.literal("refused"), ...where, code: z.string(), reason: z.string(), by: z.enum(["policy", "person"]).optional() }),
  /** The permit: written durably before the code runs. */
  z.strictObject({
    type: z.literal("run"),
    ...where,
    code: z.string(),
    /** Who wrote it: a script that the person changed is theirs. */
    by: z.enum(["model", "person", "host"]),
    /** Who had it run, and what for, where no model asked for it: a step again, a changed step, a figure by a second route, a step to bring a branch back. */
    origin: z.enum(["person", "host"]).optional(),
    purpose: z.enum(["rerun", "edit", "second", "replay"]).optional(),
    /** Who let it run: the policy did not ask, the person did just now, or the person did earlier, for the same words. */
    approved: z.enum(["not-asked", "person", "person-earlier"]).optional(),
    policyVersion: z.string(),
    inputs: z.array(InputDigest).max(500).optional(),
    /** Receipt of the run that this one mends or follows. */
    parent: Sha256.nullable().optional(),
    /** There where the run repeats an earlier one of this turn and step, to make variables again: the receipt of that one, null where it had none. */
    replays: Sha256.nullable().optional(),
  }),
  z.strictObject({
    type: z.literal("outcome"),
    ...where,
    receipt: z.string(),
    status: z.enum(["ok", "error", "killed"]),
    detail: z.string().max(2_000),
    durationMs: z.number().nonnegative(),
    errorType: z.string().max(200).nullable().optional(),
    peakMemoryBytes: count.nullable().optional(),
    outputSha256: Sha256.nullable().optional(),
    outputBytes: count.optional(),
    maskCounts: z.record(z.string().max(50), count).optional(),
  }),
  /** What the code of a step asked the person, and what they said; null: there was nobody. */
  z.strictObject({ type: z.literal("asked"), ...where, question: z.string().max(5_000), choices: z.array(z.string().max(500)).max(20), answer: z.string().max(5_000).nullable() }),
  /** A file or a table that left the page by the person's hand. */
  z.strictObject({
    type: z.literal("export"),
    ...where,
    file: z.string().max(500),
    format: z.string().max(50),
    bytes: count,
    sha256: Sha256.nullable(),
    unmasked: z.boolean(),
  }),
  /** Masked values shown in clear. Which column and how many, never which. */
  z.strictObject({ type: z.literal("unmask"), ...where, table: z.string().max(500), column: z.string().max(500), values: count }),
]);
export type AuditRecord = z.infer<typeof AuditRecord>;

/** The place of a record in the chain that a page kept by itself; `hash` is of the canonical JSON of the other fields and the record. */
export const Kept = z.strictObject({
  chain: z.uuid(),
  number: z.number().int().positive(),
  /** By the page's clock. */
  at: z.iso.datetime(),
  previous: Sha256,
  hash: Sha256,
});
export type Kept = z.infer<typeof Kept>;

export const AuditReceipt = z.object({ receipt: z.string(), seq: z.number().int().positive(), at: z.string() });
export type AuditReceipt = z.infer<typeof AuditReceipt>;

/** The end of the chain at a moment, signed; text and key of the signature are in docs/audit.md. */
export const SignedHead = z.object({ seq: z.number().int().positive(), hash: Sha256, at: z.string(), key: Sha256, signature: z.string() });
export type SignedHead = z.infer<typeof SignedHead>;
