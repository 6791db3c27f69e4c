/** The two doors that every run waits for, beside Next: the same handlers as app/api's, called without its routing (docs/decisions/0015). */
import { pageHeaders } from "./headers.mjs";

const always = pageHeaders();
const POSTS = { "/api/complete": "complete", "/api/audit": "record" };

/** As Next gives a request to a route: who asks is the socket's address, unless a proxy before us has said it. */
function requestOf(incoming, url, signal) {
  const headers = new Headers();
  for (let at = 0; at < incoming.rawHeaders.length; at += 2) headers.append(incoming.rawHeaders[at], incoming.rawHeaders[at + 1]);
  if (!headers.has("x-forwarded-for")) headers.set("x-forwarded-for", incoming.socket.remoteAddress ?? "unknown");
  return new Request(url, { method: "POST", headers, body: incoming, duplex: "half", signal });
}

/** Each piece as soon as it comes, and no faster than it is taken; resolves when all is sent or the reader has left. */
async function send(answer, response) {
  for (const { key, value } of always) response.setHeader(key, value);
  for (const [name, value] of answer.headers) response.appendHeader(name, value);
  response.writeHead(answer.status);
  if (answer.body === null) return void response.end();
  const reader = answer.body.getReader();
  response.once("close", () => reader.cancel().catch(() => {}));
  for (let piece = await reader.read(); !piece.done; piece = await reader.read())
    if (!response.write(piece.value)) await new Promise((resolve) => response.once("drain", resolve).once("close", resolve));
  response.end();
}

async function handlersOf() {
  const [{ serve }, { complete }, { record }] = await Promise.all([import("../lib/server/serve.ts"), import("../lib/server/complete.ts"), import("../lib/server/record.ts")]);
  return { complete: serve(complete), record: serve(record) };
}

/** Answers a POST to one of the two; false where it did not, and Next is to. Nothing else waits for their modules. */
export function directDoors() {
  const handlers = handlersOf();
  return async (incoming, response) => {
    const name = incoming.method === "POST" ? POSTS[incoming.url ?? ""] : undefined;
    if (name === undefined) return false;
    const left = new AbortController();
    response.once("close", () => left.abort());
    const request = requestOf(incoming, `http://localhost${incoming.url}`, left.signal);
    await send(await (await handlers)[name](request), response).catch(() => response.destroy());
    return true;
  };
}
