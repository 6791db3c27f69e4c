import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { ServerFacts } from "../protocol/audit-log.ts";
import type { Policy } from "../protocol/policy.ts";
import { sha256 } from "./audit/entry.ts";
import { digestOfPolicy } from "./policy/saved.ts";

/** What this server knows of itself: the version of the app, the policy in force, the packages that the kernel is made of. */
export const factsOf = (root: string, policy: Policy): ServerFacts => ({
  app: versionOf(join(/* turbopackIgnore: true */ root, "package.json")),
  policy: { version: policy.version, sha256: digestOfPolicy(policy) },
  lockSha256: digestOf(join(/* turbopackIgnore: true */ root, "public/pyodide/lock.json")),
});

const digests = new Map<string, { changed: number; digest: string | null }>();

/** Of the file's bytes, read again only after it changed; null where there is none. */
function digestOf(file: string): string | null {
  const changed = statSync(/* turbopackIgnore: true */ file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const known = digests.get(file);
  if (known?.changed === changed) return known.digest;
  const digest = changed === 0 ? null : sha256(readFileSync(/* turbopackIgnore: true */ file, "utf8"));
  digests.set(file, { changed, digest });
  return digest;
}

const Package = z.object({ version: z.string() });
let version: string | null = null;

function versionOf(file: string): string {
  try {
    version ??= Package.parse(JSON.parse(readFileSync(/* turbopackIgnore: true */ file, "utf8"))).version;
    return version;
  } catch {
    return "unknown";
  }
}
