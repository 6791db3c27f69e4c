import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { root } from "./pyodide.ts";

/** The host page of examples/embed, served by itself under another origin than the app. */
export async function startExample(app: string): Promise<{ origin: string; close(): void }> {
  const child: ChildProcess = spawn(process.execPath, [join(root, "examples/embed/serve.mjs"), "0", app], { stdio: ["ignore", "pipe", "inherit"] });
  if (!child.stdout) throw new Error("no output to read the address from");
  const [line] = await once(child.stdout, "data");
  const origin = /^http:\S+/.exec(String(line))?.[0];
  if (origin === undefined) throw new Error(`the example said ${line}`);
  return { origin, close: () => void child.kill() };
}
