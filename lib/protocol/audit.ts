import { z } from "zod";
import { ModelFault, Usage } from "./complete.ts";

const where = {
  session: z.string().min(1).max(100),
  turn: z.number().int().nonnegative(),
  step: z.number().int().nonnegative(),
  attempt: z.number().int().nonnegative(),
  /** Origin of the page that the widget stood in; missing where nothing embedded it. */
  embed: z.string().max(300).optional(),
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

const Posted = z.strictObject({
  record: AuditRecord,
  /** Where the page keeps the record, or would if no answer came: what was recorded under its hash is not recorded twice. */
  kept: Kept.optional(),
  /** Of a record that could not be handed in when it was made: the page's clock at the moment of handing in. */
  sentAt: z.iso.datetime().optional(),
});
/** What the page posts: a record, bare or with what is to be said of it. */
export const AuditPost = z.preprocess((body) => (typeof body === "object" && body !== null && "type" in body ? { record: body } : body), Posted);
export type AuditPost = z.infer<typeof AuditPost>;

/** What the server says of a record that came late. */
export const Late = Kept.extend({
  /** The server's clock less the page's, at the moment of handing in. */
  skewMs: z.number(),
  /** From when it was made to when it was handed in, by the page's clock. */
  lateMs: z.number(),
  /** What is wrong with it or with its place in the page's chain; null when nothing is. */
  broken: z.string().nullable(),
  /** Hashes of the page's chain that stood in the record, and the entries that they became. */
  receipts: z.record(Sha256, Sha256),
});
export type Late = z.infer<typeof Late>;

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
    what: z.enum(["entries", "verification", "export", "policy", "usage", "overview"]),
    query: z.string().max(1_000),
    address: z.string().max(200),
  }),
  /** Attempts to leave the sandbox, made by an administrator in their own page to see that none does; `sha256` is of their scripts. */
  z.strictObject({ type: z.literal("isolation-begun"), attempts: count, sha256: Sha256, address: z.string().max(200) }),
  /** How it came out: `arrived` is this server's own count, controls included; the others are the page's word. */
  z.strictObject({ type: z.literal("isolation-ended"), attempts: count, reached: count, controls: count, arrived: count }),
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
  late: Late.optional(),
  previous: Sha256,
  hash: Sha256,
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** The end of the chain at a moment, signed; text and key of the signature are in docs/audit.md. */
export const SignedHead = z.object({ seq: z.number().int().positive(), hash: Sha256, at: z.string(), key: Sha256, signature: z.string() });
export type SignedHead = z.infer<typeof SignedHead>;
