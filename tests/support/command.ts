import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "./pyodide.ts";

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Begun {
  readonly ended: Promise<Ended>;
  /** As Ctrl+C in its terminal would. */
  interrupt(): void;
  /** Resolves once its progress holds these words. */
  says(words: string): Promise<void>;
}

/** Runs one of our commands on what is built. Its own server takes `port`. */
export function command(name: "sandpiper" | "eval" | "compat", words: readonly string[], port: number, more: Record<string, string> = {}): Begun {
  const quiet = { OPENAI_API_KEY: "", OPENAI_BASE_URL: "", OPENAI_MODEL: "", SANDPIPER_POLICY: "", ADMIN_TOKEN: "", SANDPIPER_DATA: ".sandpiper/e2e/headless" };
  const env: NodeJS.ProcessEnv = { ...process.env, ...quiet, SANDPIPER_BUILT: "1", SANDPIPER_PORT: String(port), ...more };
  delete env.ADMIN_TOKEN;
  const child = spawn(process.execPath, [join(root, "bin", `${name}.mjs`), ...words], { cwd: root, env, detached: true });
  let [out, err] = ["", ""];
  child.stdout.on("data", (piece: Buffer) => {
    out += piece.toString();
  });
  child.stderr.on("data", (piece: Buffer) => {
    err += piece.toString();
  });
  const ended = new Promise<Ended>((resolve) => child.once("close", (code) => resolve({ code, out, err })));
  return {
    ended,
    interrupt: () => void (child.pid && process.kill(-child.pid, "SIGINT")),
    says: async (words_) => {
      while (!err.includes(words_) && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 50));
      if (!err.includes(words_)) throw new Error(`it ended without saying ${words_}: ${err}`);
    },
  };
}
