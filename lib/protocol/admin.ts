import { z } from "zod";
import { Sha256, SignedHead } from "./audit.ts";
import { ModelInfo } from "./complete.ts";

const count = z.number().int().nonnegative();

/** What GET /api/overview answers to an administrator. Days begin at midnight UTC. */
export const Overview = z.object({
  /** By which name the administrator is on record. */
  name: z.string(),
  app: z.string(),
  lockSha256: Sha256.nullable(),
  policy: z.object({ version: z.string(), sha256: Sha256 }),
  health: z.object({ ok: z.boolean(), problems: z.array(z.string()) }),
  audit: z.object({
    place: z.enum(["sqlite", "postgres"]),
    entries: count,
    last: z.object({ seq: z.number().int().positive(), hash: Sha256, at: z.string() }).nullable(),
    signed: SignedHead.nullable(),
    /** Fingerprint of the key that signs; null when it can neither be read nor made. */
    key: Sha256.nullable(),
  }),
  today: z.object({
    day: z.iso.date(),
    runs: count,
    ok: count,
    error: count,
    killed: count,
    refused: count,
    completions: count,
    exports: count,
  }),
  models: z.array(ModelInfo),
});
export type Overview = z.infer<typeof Overview>;

/** What GET /api/audit/search is asked; all that is named must fit. `text` is looked for in every text of an entry, in either case. */
export const Search = z.object({
  /** Entries before this one. */
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().positive().max(200).default(50),
  actor: z.string().min(1).max(200).optional(),
  session: z.string().min(1).max(200).optional(),
  type: z.string().min(1).max(50).optional(),
  /** Of an outcome. */
  status: z.enum(["ok", "error", "killed"]).optional(),
  /** Import name that the code of the entry imports. */
  imports: z.string().min(1).max(100).optional(),
  text: z.string().min(1).max(200).optional(),
  /** First and last day, in UTC. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});
export type Search = z.infer<typeof Search>;

/** `looked` entries were looked at, the newest first; `next` is what `before` must be to go on, null at the end. */
export const Hits = z.object({ entries: z.array(z.unknown()), next: z.number().int().positive().nullable(), looked: count });
export type Hits = z.infer<typeof Hits>;

/** What GET /api/audit/verify answers. */
export const Verified = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    entries: count,
    head: z.object({ seq: z.number(), hash: Sha256 }).nullable(),
    signed: SignedHead.nullable(),
    unproved: z.string(),
    key: z.string(),
  }),
  z.object({ ok: z.literal(false), entries: count, kind: z.string(), at: z.number(), reason: z.string(), key: z.string() }),
]);
export type Verified = z.infer<typeof Verified>;

/** A begun proof of the isolation: what is sent below /api/isolation/`proof`/ is counted until `until`. */
export const ProofBegun = z.object({ proof: z.string().regex(/^[0-9a-f]{32}$/), until: z.string() });
export type ProofBegun = z.infer<typeof ProofBegun>;

/** What arrived, by the name it was sent under. */
export const Arrivals = z.object({ total: count, byName: z.record(z.string(), count) });
export type Arrivals = z.infer<typeof Arrivals>;

/** What the page asks on record before the first attempt, and after the last. */
export const ProofBegin = z.strictObject({ attempts: count, sha256: Sha256 });
export const ProofEnd = z.strictObject({ attempts: count, reached: count, controls: count });

/** A refusal as every route words it. */
export const Refused = z.looseObject({ type: z.literal("failed"), message: z.string() });
