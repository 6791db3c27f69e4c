/** The production server; runs on the project's own Node. Ends at once on SIGINT and with the process that started it, on SIGTERM when what streams has ended. */
import { existsSync, readFileSync } from "node:fs";
import { createServer, get } from "node:http";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import nextEnv from "@next/env";
import next from "next";
import { environment } from "../lib/server/env.ts";
import { logAsJson } from "../lib/server/process.ts";
import { directDoors } from "./direct.mjs";
import { drained } from "./drain.mjs";
import { jsonLog, observed, wantsTelemetry } from "./observe.mjs";
import { packedFiles } from "./packed.mjs";
import { endWithParent } from "./parent.mjs";
import { entry, say, Trouble } from "./say.mjs";

/** Of the checkout; or the folder that scripts/standalone.mjs has made, in which this file lies flat. */
const flat = process.env.SANDPIPER_FLAT === "1";
const root = resolve(fileURLToPath(import.meta.url), flat ? ".." : "../..");
const built = resolve(root, flat ? ".sandpiper/next" : ".next");
const port = Number(process.env.PORT || "3000");
/** This machine only, unless the person says otherwise: the server may hold a key. */
const hosts = process.env.HOST ? [process.env.HOST] : ["127.0.0.1", "::1"];

/** How long a connection may idle: longer than a load balancer keeps one (60 s as a rule), or it would send a request into one that is just being closed. */
const keepAliveTimeout = 75_000;

const listen = (handler, host) =>
  new Promise((resolve, reject) => {
    const server = createServer({ keepAliveTimeout }, handler).once("error", reject);
    server.listen({ port, host }, () => resolve(server));
  });

/** A socket that is asked for below a counting address (docs/admin.md) counts there as a plain request does; it is not opened. */
function countSockets(server) {
  server.on("upgrade", (request, socket) => {
    if (!request.url?.startsWith("/api/isolation/")) return;
    const { address } = server.address();
    const again = get({ host: address, port, path: request.url, headers: { host: request.headers.host ?? "localhost" } });
    again.on("response", (answer) => answer.resume().on("end", () => socket.destroy()));
    again.on("error", () => socket.destroy());
    socket.on("error", () => {});
  });
  return server;
}

/** The second address of localhost is welcome where the machine has it. */
async function listenAll(handler) {
  const first = await listen(handler, hosts[0]).catch((error) => {
    if (error.code !== "EADDRINUSE") throw error;
    throw new Trouble(`port ${port} is taken; stop what listens there, or choose another: PORT=${port + 1} npm start`);
  });
  const others = await Promise.all(hosts.slice(1).map((host) => listen(handler, host).catch(() => null)));
  return [first, ...others.filter(Boolean)].map(countSockets);
}

function tellModel() {
  const read = environment();
  if (!read.ok) return tell(`The configuration has problems:\n${read.problems.map((problem) => `  ${problem}`).join("\n")}`);
  const { models, notes, upstream } = read.settings;
  for (const note of notes) tell(`Note: ${note}`);
  if (models.length === 0)
    return tell("No model is configured: the built-in analyst answers. Set OPENAI_API_KEY and OPENAI_MODEL to use a language model.");
  const where = upstream.baseUrl ? new URL(upstream.baseUrl).host : "the OpenAI API";
  tell(
    `${upstream.key ? "A model key was found" : "A model address was found (no key)"}: ${models.map(({ id }) => id).join(", ")} at ${where}.`,
  );
}

const milliseconds = (name, otherwise) => (/^\d{1,7}$/.test(process.env[name] ?? "") ? Number(process.env[name]) : otherwise);

function endWith(servers, app, telemetry) {
  let ending = false;
  const last = async () => {
    await Promise.race([Promise.all([app.close(), telemetry?.stop()]), new Promise((resolve) => setTimeout(resolve, 2_000))]);
    process.exit(0);
  };
  const end = () => {
    for (const server of servers) server.close();
    for (const server of servers) server.closeAllConnections();
    return last();
  };
  const drainThenEnd = async () => {
    if (ending) return;
    ending = true;
    log?.("draining");
    const whole = await drained(servers, { lagMs: milliseconds("SANDPIPER_DRAIN_LAG_MS", 0), deadlineMs: milliseconds("SANDPIPER_DRAIN_MS", 30_000) });
    log?.("drained", { whole });
    await last();
  };
  for (const event of ["SIGINT", "SIGHUP", "disconnect"]) process.on(event, end);
  process.on("SIGTERM", drainThenEnd);
  if (process.env.SANDPIPER_ENDS_WITH_PARENT) endWithParent(end);
}

const log = jsonLog(process.env);
if (log) logAsJson();
/** For people; where the log is read by machines they get it as an event. */
const tell = (text) => (log ? log("said", { text }) : say(text));

/** Next as it was built for this place: in the standalone output its settings come with the build, and there is no file of them. */
function settle() {
  if (!flat) return;
  const { config } = JSON.parse(readFileSync(resolve(built, "required-server-files.json"), "utf8"));
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);
}

/** Page and answers carry the name of their build: an old page that meets a new server says so (lib/browser/version.ts). */
function nameBuild() {
  const file = resolve(built, "BUILD_ID");
  if (existsSync(file)) process.env.SANDPIPER_BUILD = readFileSync(file, "utf8").trim();
}

await entry(async () => {
  settle();
  nameBuild();
  nextEnv.loadEnvConfig(root, false);
  const app = next({ dev: false, dir: root, hostname: "localhost", port });
  const ready = app.prepare();
  const packed = packedFiles(resolve(root, "public/pyodide"));
  const doors = directDoors();
  const telemetry = wantsTelemetry(process.env) ? (await import("./telemetry.mjs")).startTelemetry() : null;
  const handle = async (request, response) => {
    if (await packed(request, response)) return;
    if (await doors(request, response)) return;
    await ready;
    await app.getRequestHandler()(request, response);
  };
  const servers = await listenAll(observed(handle, { log, telemetry }));
  endWith(servers, app, telemetry);
  await ready;
  tellModel();
  tell(`${log ? "" : "\n"}Sandpiper is ready: http://localhost:${port}${log ? "" : "\nStop it with Ctrl+C."}`);
});
