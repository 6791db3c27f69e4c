import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(fileURLToPath(import.meta.url), "../..");

/** The production server under these variables, once it is ready; it must be built (npm run setup). */
export async function product(variables) {
  const env = { ...process.env, NODE_ENV: "production", HOST: "127.0.0.1", SANDPIPER_ENDS_WITH_PARENT: "1", SANDPIPER_DATA: ".sandpiper/bench", ...variables };
  const server = spawn(process.execPath, ["scripts/serve.mjs"], { cwd: root, env, stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((ready, failed) => {
    server.stdout.on("data", (text) => String(text).includes("is ready") && ready());
    server.on("exit", () => failed(new Error("the server ended; run npm run setup first")));
  });
  return server;
}
