/** Erases what a session said from the audit: `npm run audit:erase -- SESSION`. May run beside the server. */
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import nextEnv from "@next/env";
import { here } from "../lib/server/here.ts";
import { eraseNow } from "../lib/server/retention.ts";
import { entry, say, Trouble } from "./say.mjs";

await entry(async () => {
  const session = process.argv[2];
  if (session === undefined) throw new Trouble("name the session: npm run audit:erase -- SESSION");
  nextEnv.loadEnvConfig(resolve(fileURLToPath(import.meta.url), "../.."), false);
  const found = await here();
  if (!found.ok) throw new Trouble(found.problems.join("; "));
  const erased = await eraseNow(found.world, { session }, "command line");
  await found.world.audit.database.close();
  if (!erased.ok) throw new Trouble(erased.reason);
  if (erased.left !== null) say(erased.left);
  say(
    erased.keys === 0
      ? "Nothing of this session was left to erase."
      : `Erased: ${erased.keys} keys were destroyed. The chain stays as it was.`,
  );
});
