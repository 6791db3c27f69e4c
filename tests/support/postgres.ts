import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { z } from "zod";

/** A Postgres of its own on this machine. `url` names a database with a user and a password. */
export type Server = { url: string; port: number; crash: () => Promise<void>; start: () => Promise<void>; stop: () => Promise<void> };

const root = process.getuid?.() === 0;
const debian = "/usr/lib/postgresql";

function binaries(): string | null {
  const versions = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, "bin")) : [];
  const folders = [...versions.sort().reverse(), ...(process.env["PATH"] ?? "").split(delimiter)];
  return folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres"))) ?? null;
}

function install() {
  const options = { stdio: "ignore", timeout: 300_000, env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } } as const;
  spawnSync("apt-get", ["update", "-qq"], options);
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "postgresql"], options);
}

/** Where Postgres is; installed where that is possible. Null where there is none: in CI that is a failure. */
export function postgresFolder(): string | null {
  if (binaries() === null && root) install();
  const found = binaries();
  if (found === null && process.env["CI"] === "true")
    throw new Error("These tests need Postgres: install it so that initdb and postgres are on PATH or in /usr/lib/postgresql/*/bin.");
  return found;
}

/** Postgres refuses to run as root; then it runs as a user without rights. */
function unprivileged(): { uid?: number; gid?: number } {
  if (!root) return {};
  const id = (flag: string) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

const password = "a-password-of-these-tests";

export async function startPostgres(bin: string): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "sandpiper-postgres-"));
  const user = unprivileged();
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o700);
  const options = { ...user, cwd: folder, env: { ...process.env, LC_ALL: "C", HOME: folder } };
  writeFileSync(join(folder, "password"), password, { mode: 0o644 });
  const data = join(folder, "data");
  const made = spawnSync(
    join(bin, "initdb"),
    ["-D", data, "-U", "sandpiper", "-A", "scram-sha-256", "--pwfile", join(folder, "password"), "-E", "UTF8"],
    {
      ...options,
      encoding: "utf8",
    },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  let child: ChildProcess | null = null;
  /** The children of a server that was killed end by themselves; until they have, it cannot be started again. */
  const start = async (tries = 100) => {
    const settings = ["-c", "listen_addresses=127.0.0.1", "-c", `unix_socket_directories=${folder}`, "-c", "max_connections=300"];
    const started = spawn(join(bin, "postgres"), ["-D", data, "-p", String(port), ...settings], {
      ...options,
      stdio: ["ignore", "ignore", "pipe"],
    });
    child = started;
    try {
      await ready(started);
    } catch (error) {
      if (tries === 0 || !String(error).includes("shared memory")) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
      await start(tries - 1);
    }
  };
  const end = async (signal: NodeJS.Signals) => {
    const going = child;
    child = null;
    if (going === null || going.exitCode !== null) return;
    const gone = new Promise((resolve) => going.once("exit", resolve));
    going.kill(signal);
    await gone;
  };
  await start();
  return {
    url: `postgres://sandpiper:${password}@127.0.0.1:${port}/postgres`,
    port,
    start: () => start(),
    crash: () => end("SIGKILL"),
    stop: async () => {
      await end("SIGQUIT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves when the server says that it takes connections. */
function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr?.on("data", (piece) => {
      said = (said + piece).slice(-5_000);
      if (said.includes("ready to accept connections")) resolve();
    });
    child.once("exit", () => reject(new Error(`postgres: ${said}`)));
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
