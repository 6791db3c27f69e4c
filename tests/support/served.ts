import { POST as record } from "../../app/api/audit/route.ts";
import { POST as complete } from "../../app/api/complete/route.ts";

const home = "http://localhost:3000";
const routes: Record<string, (request: Request) => Promise<Response>> = { "/api/audit": record, "/api/complete": complete };

/** A `fetch` of the app's own page, answered by the app's own handlers in this process; it keeps the cookie, as a browser does. */
export function ownFetch(): typeof fetch {
  let cookie = "";
  return async (path, init) => {
    const handler = routes[String(path)];
    if (!handler) throw new Error(`no route ${path}`);
    const headers = new Headers(init?.headers);
    for (const [name, value] of Object.entries({ host: "localhost:3000", origin: home, cookie }))
      if (value !== "") headers.set(name, value);
    const response = await handler(new Request(`${home}${path}`, { ...init, headers, cache: "default", keepalive: false }));
    cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
    return response;
  };
}
