import { once } from "node:events";
import { mkdtempSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Plugin } from "esbuild";
import { buildSandbox } from "../../../scripts/build-sandbox.mjs";
import { html } from "../sandbox-bench.ts";

/** As it ships; with `js` left open; with `js` open and neither opaque origin nor policy, to see what the attempts are worth. */
export type Mode = "stripped" | "open" | "bare";

export interface Door {
  origin: string;
  mode: Mode;
  /** Paths that were asked of the app. */
  asked: string[];
  close(): void;
}

const stripped = "jsglobals: Object.create(null)";

/** The worker with `js` left open. Throws when boot.ts no longer says how it strips it. */
const leftOpen: Plugin = {
  name: "left-open",
  setup: (builder) =>
    void builder.onLoad({ filter: /workers[\\/]boot\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, "utf8");
      if (!text.includes(stripped)) throw new Error("boot.ts does not strip js as it did");
      return { contents: text.replace(stripped, "jsglobals: globalThis"), loader: "ts" };
    }),
};

type Variant = { folder: string; digest: string };

async function variant(): Promise<Variant> {
  const folder = mkdtempSync(join(tmpdir(), "sandpiper-open-"));
  const { script } = await buildSandbox({ folder, plugins: [leftOpen] });
  return { folder, digest: script };
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
  const [bench, { folder, digest }] = await Promise.all([html(), variant()]);
  const asked: string[] = [];
  const serve = (incoming: IncomingMessage, response: ServerResponse) => {
    const path = incoming.url ?? "/";
    asked.push(path);
    const walled = door.mode === "bare" ? bench.replace(/setAttribute\("sandbox", "allow-scripts"\)/, 'setAttribute("data-wall", "none")') : bench;
    if (path === "/sandbox-under-test") return void response.setHeader("Content-Type", "text/html").end(walled);
    if (door.mode !== "stripped" && path === "/sandbox/manifest.json") return void response.end(readFileSync(join(folder, "manifest.json")));
    const headers = { ...incoming.headers, "accept-encoding": "identity" };
    const onward = request(new URL(path, target), { method: incoming.method, headers }, (answer) => {
      if (door.mode !== "stripped" && path.startsWith("/sandbox/frame.html")) {
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
