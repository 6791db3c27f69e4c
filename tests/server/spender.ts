import { z } from "zod";
import { POST } from "../../app/api/complete/route.ts";
import { GET } from "../../app/api/models/route.ts";
import { ask, chunksOf, get, post } from "./app.ts";

/** An instance of its own: so many sessions at once, each asks again and again until a budget is used up or it has asked often enough. */
const [name = "", sessions = "1", calls = "1"] = process.argv.slice(2);
const Failed = z.object({ fault: z.string(), retryable: z.boolean(), message: z.string() });

async function session(which: number) {
  const cookie = (await get(GET)).headers.get("set-cookie")?.split(";")[0] ?? "";
  const seen = { answered: 0, held: 0, other: 0, refused: "" };
  for (let turn = 0; turn < Number(calls) && seen.refused === ""; ) {
    const response = await post(POST, ask({ session: `${name}-${which}`, turn }), { headers: { cookie } });
    if (response.status === 200) {
      const last = (await chunksOf(response)).at(-1);
      if (last?.type === "end") seen.answered += 1;
      else seen.other += 1;
      turn += 1;
      continue;
    }
    const failed = Failed.parse(await response.json());
    if (failed.fault !== "budget") throw new Error(failed.message);
    if (failed.retryable) {
      seen.held += 1;
      await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 60));
    } else seen.refused = failed.message;
  }
  return seen;
}

const all = await Promise.all(Array.from({ length: Number(sessions) }, (_, which) => session(which)));
process.stdout.write(`${JSON.stringify(all)}\n`);
process.exit(0);
