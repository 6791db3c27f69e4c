import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { join } from "node:path";
import { html } from "../sandbox-bench.ts";
import { openVariant, trustingVariant } from "./variants.ts";

/**
 * As it ships; the same without a snapshot to wake from; with `js` left open; with `js` open and neither opaque origin nor policy; and with Python in the page itself, which
 * believes all that it is told. The last two show what the attempts are worth.
 */
export type Mode = "stripped" | "plain" | "open" | "bare" | "trusting";

const asShipped: readonly Mode[] = ["stripped", "plain"];
/** Here Python begins from nothing: as it does where the snapshot does not fit, and in a page that has no frame to compile libraries. */
const awake: readonly Mode[] = ["plain", "trusting"];

export interface Door {
  origin: string;
  mode: Mode;
  /** Paths that were asked of the app. */
  asked: string[];
  close(): void;
}

function frameHeaders(response: ServerResponse, app: IncomingMessage, mode: Mode, digest: string): void {
  for (const [name, value] of Object.entries(app.headers)) {
    const policy = name === "content-security-policy" && typeof value === "string";
    if (value === undefined || ["content-length", "content-encoding", "transfer-encoding", "cache-control"].includes(name)) continue;
    if (mode === "open") response.setHeader(name, policy ? value.replace(/'sha256-[^']+'/, `'sha256-${digest}'`) : value);
  }
  response.setHeader("Content-Type", "text/html");
}

/** Stands before the app at `target`, notes what is asked of it, and hands out the variants of the frame. */
export async function openDoor(target: string): Promise<Door> {
  const [bench, { folder, digest }, trusting] = await Promise.all([html(), openVariant(), trustingVariant()]);
  const asked: string[] = [];
  const serve = (incoming: IncomingMessage, response: ServerResponse) => {
    const path = incoming.url ?? "/";
    asked.push(path);
    const walled = door.mode === "bare" ? bench.replace(/setAttribute\("sandbox", "allow-scripts"\)/, 'setAttribute("data-wall", "none")') : bench;
    if (path === "/sandbox-under-test") return void response.setHeader("Content-Type", "text/html").end(door.mode === "trusting" ? trusting.page : walled);
    if (path === "/worker-in-the-page.js") return void response.setHeader("Content-Type", "text/javascript").end(trusting.worker);
    if (!asShipped.includes(door.mode) && path === "/sandbox/manifest.json") return void response.end(readFileSync(join(folder, "manifest.json")));
    if (awake.includes(door.mode) && path === "/pyodide/snapshot.json") return void response.writeHead(404).end();
    const headers = { ...incoming.headers, "accept-encoding": "identity" };
    const onward = request(new URL(path, target), { method: incoming.method, headers }, (answer) => {
      if (!asShipped.includes(door.mode) && path.startsWith("/sandbox/frame.html")) {
        frameHeaders(response, answer, door.mode, digest);
        answer.resume();
        return void response.end(readFileSync(join(folder, "frame.html")));
      }
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    incoming.pipe(onward);
  };
  const server = createServer(serve).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const origin = `http://localhost:${typeof address === "object" && address ? address.port : 0}`;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  const door: Door = { origin, mode: "stripped", asked, close };
  return door;
}
