import { z } from "zod";

const where = {
  session: z.string().min(1).max(100),
  turn: z.number().int().nonnegative(),
  step: z.number().int().nonnegative(),
  attempt: z.number().int().nonnegative(),
};

/** What the page asks the server to record. Code is recorded whole, before it runs. */
export const AuditRecord = z.discriminatedUnion("type", [
  /** A script the model wrote, whether or not it will run. */
  z.strictObject({ type: z.literal("generated"), ...where, code: z.string(), model: z.string(), responseId: z.string().nullable() }),
  z.strictObject({ type: z.literal("refused"), ...where, code: z.string(), reason: z.string() }),
  /** The permit: written durably before the code runs. */
  z.strictObject({ type: z.literal("run"), ...where, code: z.string(), by: z.enum(["model", "person"]), policyVersion: z.string() }),
  z.strictObject({
    type: z.literal("outcome"), ...where,
    receipt: z.string(),
    status: z.enum(["ok", "error", "killed"]),
    detail: z.string().max(2_000),
    durationMs: z.number().nonnegative(),
  }),
]);
export type AuditRecord = z.infer<typeof AuditRecord>;

export const AuditReceipt = z.object({ receipt: z.string(), seq: z.number().int().positive(), at: z.string() });
export type AuditReceipt = z.infer<typeof AuditReceipt>;
