/** The audit as the server takes and keeps it: the check of a page's post, what the server records of itself, entries as they are read. The records of a page are in audit.ts; the page's core holds none of this. */
import { z } from "zod";
import { AuditRecord, count, Kept, Sha256, where } from "./audit.ts";
import { ModelFault, Usage } from "./complete.ts";

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
