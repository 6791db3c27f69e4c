import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { projectNode } from "./install.mjs";
import { run } from "./run.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../..");

/** Installs the packages where they are missing, told on the error stream so that the output stays the command's own; then runs a file on the project's Node. */
export async function onOwnNode(file, args) {
  const { code } = await run(process.execPath, [join(root, "scripts/install.mjs")], { cwd: root, stdio: ["ignore", 2, 2] });
  if (code !== 0) return code ?? 1;
  const { path } = await projectNode(root);
  const child = spawn(path, [join(root, file), ...args], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => signal !== "SIGINT" && child.kill(signal));
  return new Promise((resolve) => child.once("exit", (code) => resolve(code ?? 130)));
}
