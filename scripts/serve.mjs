/** The production server; runs on the project's own Node. Ends on SIGINT, on SIGTERM, and with the process that started it. */
import { createServer } from "node:http";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import nextEnv from "@next/env";
import next from "next";
import { environment } from "../lib/server/env.ts";
import { packedFiles } from "./packed.mjs";
import { endWithParent } from "./parent.mjs";
import { entry, say, Trouble } from "./say.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const port = Number(process.env.PORT || "3000");
/** This machine only, unless the person says otherwise: the server may hold a key. */
const hosts = process.env.HOST ? [process.env.HOST] : ["127.0.0.1", "::1"];

const listen = (handler, host) =>
  new Promise((resolve, reject) => {
    const server = createServer(handler).once("error", reject);
    server.listen({ port, host }, () => resolve(server));
  });

/** The second address of localhost is welcome where the machine has it. */
async function listenAll(handler) {
  const first = await listen(handler, hosts[0]).catch((error) => {
    if (error.code !== "EADDRINUSE") throw error;
    throw new Trouble(`port ${port} is taken; stop what listens there, or choose another: PORT=${port + 1} npm start`);
  });
  const others = await Promise.all(hosts.slice(1).map((host) => listen(handler, host).catch(() => null)));
  return [first, ...others.filter(Boolean)];
}

function tellModel() {
  const read = environment();
  if (!read.ok) return say(`The configuration has problems:\n${read.problems.map((problem) => `  ${problem}`).join("\n")}`);
  const { models, notes, upstream } = read.settings;
  for (const note of notes) say(`Note: ${note}`);
  if (models.length === 0)
    return say("No model is configured: the built-in analyst answers. Set OPENAI_API_KEY and OPENAI_MODEL to use a language model.");
  const where = upstream.baseUrl ? new URL(upstream.baseUrl).host : "the OpenAI API";
  say(
    `${upstream.key ? "A model key was found" : "A model address was found (no key)"}: ${models.map(({ id }) => id).join(", ")} at ${where}.`,
  );
}

function endWith(servers, app) {
  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    for (const server of servers) server.close();
    for (const server of servers) server.closeAllConnections();
    await Promise.race([app.close(), new Promise((resolve) => setTimeout(resolve, 2_000))]);
    process.exit(0);
  };
  for (const event of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) process.on(event, end);
  if (process.env.SANDPIPER_ENDS_WITH_PARENT) endWithParent(end);
}

await entry(async () => {
  nextEnv.loadEnvConfig(root, false);
  const app = next({ dev: false, dir: root, hostname: "localhost", port });
  const ready = app.prepare();
  const packed = packedFiles(resolve(root, "public/pyodide"));
  const servers = await listenAll(async (request, response) => {
    if (await packed(request, response)) return;
    await ready;
    await app.getRequestHandler()(request, response);
  });
  endWith(servers, app);
  await ready;
  tellModel();
  say(`\nSandpiper is ready: http://localhost:${port}\nStop it with Ctrl+C.`);
});
