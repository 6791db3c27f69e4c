import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:http";
import { join } from "node:path";
import { root } from "./pyodide.ts";

export interface Serving {
  readonly url: string;
  readonly child: ChildProcess;
  /** What it has said so far, both streams. */
  readonly said: () => string;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
}

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

/** Polls until `look` gives something; fails with what was waited for. */
export async function until<T>(what: string, look: () => Promise<T | null | undefined | false> | T | null | undefined | false, ms = 60_000): Promise<T> {
  for (const end = Date.now() + ms; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 20))) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`waited in vain for: ${what}`);
}

/** The production server as it is started in a deployment, in a process of its own; `start` and `cwd` for other forms of it. */
export async function serving(env: Record<string, string>, { start = [join(root, "scripts/serve.mjs")], cwd = root }: { start?: string[]; cwd?: string } = {}): Promise<Serving> {
  const port = Number(env["PORT"] ?? (await freePort()));
  const none = { OPENAI_API_KEY: "", OPENAI_BASE_URL: "", OPENAI_MODEL: "", SANDPIPER_POLICY: "", SANDPIPER_ORIGIN: "", ADMIN_TOKEN: "", DATABASE_URL: "" };
  const child = spawn(join(root, "node_modules/node/bin/node"), start, {
    cwd,
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...none, NODE_ENV: "production", HOST: "127.0.0.1", PORT: String(port), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (piece: string) => void (text += piece));
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  const url = `http://127.0.0.1:${port}`;
  try {
    await until(`a server at ${url}`, () => fetch(`${url}/api/live`).then((answer) => answer.ok, () => false));
  } catch (error) {
    child.kill("SIGKILL");
    throw new Error(`${error}\n${text}`);
  }
  return { url, child, said: () => text, ended };
}

/** The cookie and the headers of a page of that server. */
export async function pageOf(url: string): Promise<Record<string, string>> {
  const answer = await fetch(`${url}/api/models`);
  const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
  return { cookie, origin: url, "content-type": "application/json" };
}
