import { Search } from "../protocol/admin.ts";
import { search } from "./audit/search.ts";
import { inspecting } from "./inspect.ts";
import { json, refuse } from "./respond.ts";
import type { World } from "./world.ts";

/** GET /api/audit/search: entries that fit, newest first; the query is lib/protocol/admin.ts's Search. */
export const searching = (request: Request, world: World) =>
  inspecting(request, world, "entries", async () => {
    const wanted = Search.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (wanted.success) return json(await search(world.audit.database, wanted.data));
    const issue = wanted.error.issues[0];
    return refuse({
      status: 400,
      fault: "malformed",
      message: `The search is not understood: ${issue?.path.join(".")}: ${issue?.message}`.slice(0, 500),
    });
  });
