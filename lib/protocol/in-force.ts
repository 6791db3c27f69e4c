import { z } from "zod";
import { Sha256 } from "./audit.ts";
import { Policy } from "./policy.ts";

/** Who set a field that is not the default: the file that the server was given, an administrator by name, or (in the widget only) the page around it. */
export const Setter = z.discriminatedUnion("by", [
  z.strictObject({ by: z.literal("file") }),
  z.strictObject({ by: z.literal("host"), origin: z.string() }),
  z.strictObject({ by: z.literal("saved"), name: z.string(), at: z.string(), id: z.number() }),
]);
export type Setter = z.infer<typeof Setter>;

/** Where the policy in force comes from. `fields` names each field that differs from the default by its path, such as `limits.runMs`. */
export const PolicyOrigin = z.strictObject({ base: z.enum(["default", "file", "saved"]), fields: z.record(z.string(), Setter) });
export type PolicyOrigin = z.infer<typeof PolicyOrigin>;

/** What GET /api/policy answers: the policy in force, its digest (as the audit names it) and who set what. */
export const PublicPolicy = Policy.extend({ sha256: Sha256, from: PolicyOrigin });
export type PublicPolicy = z.infer<typeof PublicPolicy>;

/** A field that is not right, by its path (`masking.columns[2].rule`; empty: the whole policy). */
export const PolicyIssue = z.strictObject({ path: z.string(), message: z.string() });
export type PolicyIssue = z.infer<typeof PolicyIssue>;

/** A version that an administrator saved; `policy` null: it took the saved version back, or (with `problem`) cannot be read any more. */
export const PolicyVersion = z.strictObject({
  id: z.number().int().positive(),
  at: z.string(),
  name: z.string(),
  sha256: Sha256.nullable(),
  policy: Policy.nullable(),
  problem: z.string().nullable(),
});
export type PolicyVersion = z.infer<typeof PolicyVersion>;

/** What GET /api/policy?full=1 answers to an administrator. `versions` are the newest first, at most 100; `saved` is the id of the newest. */
export const FullPolicy = z.strictObject({
  policy: Policy,
  sha256: Sha256,
  from: PolicyOrigin,
  /** Why what was named or saved last is not in force; null when it is. */
  problem: z.string().nullable(),
  /** What SANDPIPER_POLICY says, in force or not; null where it is not set or was never valid. */
  file: Policy.nullable(),
  saved: z.number().int().positive().nullable(),
  versions: z.array(PolicyVersion),
});
export type FullPolicy = z.infer<typeof FullPolicy>;

/**
 * What POST /api/policy takes. `policy` may leave out what stays the default; null takes the saved version back, so that the file or the
 * default is in force. `after` is `saved` as the editor read it: a version that someone else saved meanwhile is then not written over (409).
 */
export const PolicyDraft = z.strictObject({ policy: z.unknown(), after: z.number().int().positive().nullable().optional() });
export type PolicyDraft = z.infer<typeof PolicyDraft>;

/** What POST /api/policy answers. `changes` are the paths in which it differs from the policy in force before. */
export const PolicySaved = z.strictObject({
  /** Null for a dry run. */
  id: z.number().int().positive().nullable(),
  policy: Policy,
  sha256: Sha256,
  changes: z.array(z.string()),
});
export type PolicySaved = z.infer<typeof PolicySaved>;

/** A policy that is refused (422), like every refusal with `message` for a person. */
export const PolicyRefused = z.looseObject({ type: z.literal("failed"), message: z.string(), issues: z.array(PolicyIssue) });
export type PolicyRefused = z.infer<typeof PolicyRefused>;
