import { here } from "./here.ts";
import { report } from "./log.ts";
import { refuse } from "./respond.ts";
import type { World } from "./world.ts";

/** Which build answers, so that a page of another one can tell its person. scripts/serve.mjs sets it. */
function named(response: Response): Response {
  const build = process.env["SANDPIPER_BUILD"];
  if (build) response.headers.set("x-sandpiper-build", build);
  return response;
}

export type Handler = (request: Request, world: World) => Response | Promise<Response>;

/** A route of Next out of a handler: bad settings and bugs become readable answers, and the process goes on. */
export const serve =
  (handler: Handler) =>
  async (request: Request): Promise<Response> => {
    try {
      const found = await here();
      if (found.ok) return named(await handler(request, found.world));
      return refuse({ status: 503, fault: "unavailable", message: `The server's settings cannot be used: ${found.problems.join("; ")}.` });
    } catch (error) {
      report("server", error, "bug");
      return refuse({ status: 500, fault: "unknown", message: "Something broke in Sandpiper's own server; its log says what." });
    }
  };
