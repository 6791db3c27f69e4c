import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { projectNode } from "./install.mjs";
import { endWithParent } from "./parent.mjs";
import { entry, Trouble } from "./say.mjs";
import { root, setup } from "./setup.mjs";

/** Told before set-up rather than after it. */
async function wantFree(port, host) {
  const error = await new Promise((resolve) => {
    const probe = createServer().once("error", resolve);
    probe.listen({ port, host }, () => probe.close(() => resolve(null)));
  });
  if (error?.code === "EADDRINUSE")
    throw new Trouble(`port ${port} is taken; stop what listens there, or choose another: PORT=${port + 1} npm start`);
  if (error) throw new Trouble(`cannot listen on ${host}:${port}: ${error.message}`);
}

export function readPort(text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Trouble(`PORT=${text} is no port; give a number from 1 to 65535`);
  return port;
}

await entry(async () => {
  const port = readPort(process.env.PORT || "3000");
  await wantFree(port, process.env.HOST || "127.0.0.1");
  await setup();
  const { path } = await projectNode(root);
  const env = { ...process.env, NODE_ENV: "production", PORT: String(port) };
  const server = spawn(path, [join(root, "scripts/serve.mjs")], { cwd: root, env, stdio: ["ignore", "inherit", "inherit", "ipc"] });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => server.kill("SIGTERM"));
  if (process.env.npm_lifecycle_event) endWithParent(() => server.kill("SIGTERM"));
  server.once("exit", (code) => process.exit(code ?? 1));
});
