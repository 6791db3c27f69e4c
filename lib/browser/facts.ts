import type { z } from "zod";
import { ModelList } from "../protocol/complete.ts";
import { PublicPolicy } from "../protocol/in-force.ts";

type Facts = { policy: PublicPolicy | null; list: ModelList | null };

/** The policy in force with who set what, and the models on offer; null where the server did not say. Without the policy no model is on offer: the default may be looser. */
export async function facts(signal: AbortSignal, fetcher: typeof fetch = fetch): Promise<Facts> {
  const read = (path: string) => ({ path, signal, fetcher });
  const policy = (await get(read("/api/policy"), PublicPolicy)) ?? (await get(read("/api/policy"), PublicPolicy));
  return { policy, list: policy === null ? null : await get(read("/api/models"), ModelList) };
}

type Read = { path: string; signal: AbortSignal; fetcher: typeof fetch };

async function get<T extends z.ZodType>({ path, signal, fetcher }: Read, schema: T): Promise<z.infer<T> | null> {
  try {
    const response = await fetcher(path, { signal, cache: "no-store" });
    return response.ok ? schema.parse(await response.json()) : null;
  } catch {
    return null;
  }
}
