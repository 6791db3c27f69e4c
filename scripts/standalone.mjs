/**
 * Puts together what a server needs and no more, in .sandpiper/standalone: Next's standalone output, the files of the app, and our own server in one file.
 * `node scripts/standalone.mjs`; started with `node server.mjs` in that folder, which need not be writable.
 */
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { projectNode } from "./install.mjs";
import { run } from "./run.mjs";
import { entry, say, Trouble } from "./say.mjs";
import { root, setup } from "./setup.mjs";

const out = join(root, ".sandpiper/standalone");
/** A build of its own: the one that `npm start` serves stays as it is. */
const dist = ".sandpiper/next";

async function app() {
  const { path } = await projectNode(root);
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", SANDPIPER_STANDALONE: dist };
  const { code } = await run(path, ["node_modules/next/dist/bin/next", "build"], { show: true, cwd: root, env });
  if (code !== 0) throw new Trouble("next build failed; its message is above");
}

/** Our server in one file; Next stays outside, and telemetry in a file of its own, loaded where it is asked for. */
async function server() {
  const common = { bundle: true, platform: "node", format: "esm", target: "node22", outdir: out, outExtension: { ".js": ".mjs" }, logLevel: "warning" };
  const banner = { js: 'import { createRequire as __make } from "node:module"; const require = __make(import.meta.url);' };
  const external = ["next", "@next/env", "./telemetry.mjs"];
  await build({ ...common, banner, external, entryPoints: { server: join(root, "scripts/serve.mjs") }, define: { "process.env.SANDPIPER_FLAT": '"1"' } });
  await build({ ...common, banner, entryPoints: { telemetry: join(root, "scripts/telemetry.mjs") } });
}

export async function standalone() {
  await setup();
  await rm(out, { recursive: true, force: true });
  await app();
  await cp(join(root, dist, "standalone"), out, { recursive: true });
  await cp(join(root, dist, "static"), join(out, dist, "static"), { recursive: true });
  await rm(join(out, "public"), { recursive: true, force: true });
  await cp(join(root, "public"), join(out, "public"), { recursive: true });
  for (const name of ["package.json", "package-lock.json"]) await cp(join(root, name), join(out, name));
  await rm(join(out, "server.js"), { force: true });
  await server();
  say(`${out} is ready: node server.mjs`);
}

if (import.meta.filename === process.argv[1]) await entry(standalone);
