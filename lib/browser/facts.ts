import type { z } from "zod";
import { ModelList } from "../protocol/complete.ts";
import { Policy } from "../protocol/policy.ts";

async function get<T extends z.ZodType>(path: string, schema: T, signal: AbortSignal): Promise<z.infer<T> | null> {
  try {
    const response = await fetch(path, { signal, cache: "no-store" });
    return response.ok ? schema.parse(await response.json()) : null;
  } catch {
    return null;
  }
}

/** The public slice of the policy and the models on offer; null where the server did not say. */
export const facts = async (signal: AbortSignal) => ({
  policy: await get("/api/policy", Policy, signal),
  list: await get("/api/models", ModelList, signal),
});
