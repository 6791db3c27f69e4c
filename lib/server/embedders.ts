import { here } from "./here.ts";
import { report } from "./log.ts";

/** Origins that may embed the app, by the policy in force; none where that cannot be told. Never rejects. */
export async function embedders(): Promise<readonly string[]> {
  try {
    const found = await here();
    return found.ok ? found.world.policy.embedOrigins : [];
  } catch (error) {
    report("embedders", error);
    return [];
  }
}
