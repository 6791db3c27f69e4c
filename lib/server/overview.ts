import { z } from "zod";
import type { Overview } from "../protocol/admin.ts";
import type { Database } from "./audit/database.ts";
import { problemsOf } from "./facts.ts";
import { inspecting } from "./inspect.ts";
import { modelList } from "./models.ts";
import { json } from "./respond.ts";
import type { World } from "./world.ts";

/** GET /api/overview: how this server stands. */
export const overview = (request: Request, world: World) =>
  inspecting(request, world, "overview", async (name) => json(await overviewOf(world, name)));

async function overviewOf(world: World, name: string): Promise<Overview> {
  const { audit, facts, settings } = world;
  const { blocking, problems } = await problemsOf(world);
  const last = Last.optional().parse((await audit.database.read("SELECT seq, hash, at FROM entries ORDER BY seq DESC LIMIT 1"))[0]) ?? null;
  return {
    name,
    app: facts.app,
    lockSha256: facts.lockSha256,
    policy: facts.policy,
    health: { ok: blocking.length === 0, problems },
    audit: {
      place: settings.databaseUrl === null ? "sqlite" : "postgres",
      entries: last?.seq ?? 0,
      last,
      signed: (await audit.heads()).at(-1) ?? null,
      key: keyOf(world),
    },
    today: await todayOf(audit.database, new Date(world.clock()).toISOString().slice(0, 10)),
    models: modelList(settings, world.policy).models,
  };
}

function keyOf({ audit }: World): string | null {
  try {
    return audit.key().id;
  } catch {
    return null;
  }
}

const Last = z.object({ seq: z.coerce.number(), hash: z.string(), at: z.string() });
const Counted = z.array(z.object({ type: z.string(), count: z.coerce.number() }));
const Count = z.object({ count: z.coerce.number() });

async function todayOf(database: Database, day: string): Promise<Overview["today"]> {
  const types = Counted.parse(await database.read("SELECT type, count(*) AS count FROM entries WHERE at >= ?1 GROUP BY type", day));
  const of = (type: string) => types.find((one) => one.type === type)?.count ?? 0;
  const ended = async (status: string) => {
    // The canonical JSON of an entry has no blanks, and texts that could hold the same words are sealed.
    const text = "SELECT count(*) AS count FROM entries WHERE type = 'outcome' AND at >= ?1 AND entry LIKE ?2";
    return Count.parse((await database.read(text, day, `%"status":"${status}"%`))[0]).count;
  };
  const [ok, error, killed] = [await ended("ok"), await ended("error"), await ended("killed")];
  return { day, runs: of("run"), ok, error, killed, refused: of("refused"), completions: of("completion"), exports: of("export") };
}
