import { z } from "zod";
import { ModelFault, Usage } from "./complete.ts";

const where = {
  session: z.string().min(1).max(100),
  turn: z.number().int().nonnegative(),
  step: z.number().int().nonnegative(),
  attempt: z.number().int().nonnegative(),
};

/** SHA-256 of UTF-8 text or of bytes, in hexadecimal. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();

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
  z.strictObject({ type: z.literal("refused"), ...where, code: z.string(), reason: z.string() }),
  /** The permit: written durably before the code runs. */
  z.strictObject({
    type: z.literal("run"),
    ...where,
    code: z.string(),
    by: z.enum(["model", "person"]),
    policyVersion: z.string(),
    inputs: z.array(InputDigest).max(500).optional(),
    /** Receipt of the run that this one mends or follows. */
    parent: Sha256.nullable().optional(),
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

/** What the server records of itself; no page can send these. */
export const ServerRecord = z.discriminatedUnion("type", [
  /** A reply that went through this server, whatever the page says of it. */
  z.strictObject({
    type: z.literal("completion"),
    ...where,
    /** As the page asked for it, and as the model's server called itself. */
    model: z.string(),
    answeredBy: z.string().nullable(),
    responseId: z.string().nullable(),
    finish: z.enum(["stop", "length", "tool", "filter", "other"]).nullable(),
    fault: ModelFault.nullable(),
    usage: Usage.nullable(),
    costMicros: count.nullable(),
    promptSha256: Sha256,
    promptChars: count,
    replySha256: Sha256,
    replyChars: count,
    durationMs: z.number().nonnegative(),
  }),
  /** `policy` is the whole of what came into force. */
  z.strictObject({ type: z.literal("policy-change"), from: Sha256.nullable(), to: Sha256, version: z.string(), policy: z.unknown() }),
  z.strictObject({
    type: z.literal("admin-read"),
    what: z.enum(["entries", "verification", "export"]),
    query: z.string().max(1_000),
    address: z.string().max(200),
  }),
  /** Keys of sealed texts that were destroyed: who asked, for what, how many. */
  z.strictObject({
    type: z.literal("erasure"),
    reason: z.enum(["request", "retention"]),
    session: z.string().nullable(),
    /** Texts of days before this one, as YYYY-MM-DD. */
    before: z.string().nullable(),
    keys: count,
  }),
]);
export type ServerRecord = z.infer<typeof ServerRecord>;

export const AuditReceipt = z.object({ receipt: z.string(), seq: z.number().int().positive(), at: z.string() });
export type AuditReceipt = z.infer<typeof AuditReceipt>;

/** What the server knows by itself at the moment of an entry. */
export const ServerFacts = z.object({
  app: z.string(),
  policy: z.object({ version: z.string(), sha256: Sha256 }),
  /** Of the list of packages that the kernel is made of; null before it was set up. */
  lockSha256: Sha256.nullable(),
});
export type ServerFacts = z.infer<typeof ServerFacts>;

/** An entry as it is read. Fields of `record` that `digests` names are sealed in the chain; after an erasure they are missing here. */
export const AuditEntry = z.object({
  seq: z.number().int().positive(),
  at: z.string(),
  actor: z.string(),
  record: z.looseObject({ type: z.string() }),
  digests: z.record(z.string(), Sha256).optional(),
  sealed: z.object({ key: z.string(), data: z.string() }).nullable().optional(),
  server: ServerFacts.optional(),
  previous: Sha256,
  hash: Sha256,
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** The end of the chain at a moment, signed; text and key of the signature are in docs/audit.md. */
export const SignedHead = z.object({ seq: z.number().int().positive(), hash: Sha256, at: z.string(), key: Sha256, signature: z.string() });
export type SignedHead = z.infer<typeof SignedHead>;
