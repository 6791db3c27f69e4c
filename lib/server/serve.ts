import { here } from "./here.ts";
import { refuse } from "./respond.ts";
import type { World } from "./world.ts";

export type Handler = (request: Request, world: World) => Response | Promise<Response>;

/** A route of Next out of a handler: bad settings and bugs become readable answers, and the process goes on. */
export const serve =
  (handler: Handler) =>
  async (request: Request): Promise<Response> => {
    try {
      const found = here();
      if (found.ok) return await handler(request, found.world);
      return refuse({ status: 503, fault: "unavailable", message: `The server's settings cannot be used: ${found.problems.join("; ")}.` });
    } catch (error) {
      console.error("server:", error);
      return refuse({ status: 500, fault: "unknown", message: "Something broke in Sandpiper's own server; its log says what." });
    }
  };
