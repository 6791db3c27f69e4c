import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { projectNode } from "../scripts/install.mjs";
import { Trouble } from "./outcome.ts";
import { root } from "./root.ts";

export interface Server {
  readonly url: string;
  /** Null where this server's audit may not be read. */
  readonly adminToken: string | null;
  /** Whether it is this checkout's own, so that its system prompt is known. */
  readonly own: boolean;
  close(): Promise<void>;
}

export interface ServerChoice {
  readonly policyFile?: string | null;
  /** An OpenAI-compatible server; null: what the environment names. */
  readonly baseUrl?: string | null;
  readonly model?: string | null;
  /** Name of the variable that holds the key. */
  readonly keyFrom?: string | null;
}

const readyMs = 60_000;

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const wanted = process.env.SANDPIPER_PORT;
  if (wanted) return Number(wanted);
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen({ port: 0, host: "127.0.0.1" }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/** A server that runs already. Its audit can be read when ADMIN_TOKEN is the one it was started with. */
export async function serverAt(url: string): Promise<Server> {
  const base = url.replace(/\/+$/, "");
  if (!(await isReady(base))) throw new Trouble("server", `No Sandpiper answers at ${base}. Start it with npm start, or leave --url out.`);
  return { url: base, adminToken: process.env.ADMIN_TOKEN ?? null, own: false, close: async () => {} };
}

/** The production server of this checkout on a port of its own, with an audit of its own unless SANDPIPER_DATA names one. */
export async function startServer(choice: ServerChoice): Promise<Server> {
  const port = await freePort();
  const { path } = await projectNode(root);
  const adminToken = process.env.ADMIN_TOKEN ?? randomBytes(24).toString("hex");
  const child = spawn(path, [join(root, "scripts/serve.mjs")], {
    cwd: root,
    env: { ...process.env, ...modelOf(choice), ...fixed(port, adminToken, choice) },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    /** Ctrl+C is for us: the server is needed until what there is has been taken. */
    detached: true,
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (piece: Buffer) => void said.push(piece.toString()));
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const close = async () => {
    child.kill("SIGTERM");
    await Promise.race([gone, pause(5_000).then(() => void child.kill("SIGKILL"))]);
  };
  const url = `http://localhost:${port}`;
  for (const until = Date.now() + readyMs; Date.now() < until && child.exitCode === null; await pause(150)) {
    if (await isReady(url)) return { url, adminToken, own: true, close };
  }
  await close();
  throw new Trouble("server", `The server did not start.\n${said.join("").trim().split("\n").slice(-8).join("\n")}`);
}

const fixed = (port: number, adminToken: string, { policyFile }: ServerChoice): Record<string, string> => ({
  NODE_ENV: "production",
  PORT: String(port),
  HOST: "127.0.0.1",
  ADMIN_TOKEN: adminToken,
  SANDPIPER_ENDS_WITH_PARENT: "1",
  SANDPIPER_DATA: process.env.SANDPIPER_DATA ?? join(root, ".sandpiper/headless"),
  ...(policyFile ? { SANDPIPER_POLICY: policyFile } : {}),
});

function modelOf({ baseUrl, model, keyFrom }: ServerChoice): Record<string, string> {
  if (!baseUrl || !model) return {};
  return { OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: model, OPENAI_API_KEY: process.env[keyFrom ?? "OPENAI_API_KEY"] ?? "" };
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) });
    return response.status === 200 || response.status === 503;
  } catch {
    return false;
  }
}
