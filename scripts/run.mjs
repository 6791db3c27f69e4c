import { spawn } from "node:child_process";

const running = new Set();

/** Asks every program that still runs to end. */
export function endAll(signal) {
  for (const child of running) child.kill(signal);
}

/** Runs a program to its end. Resolves to its exit code (null when it could not start) and what it printed, if that was not shown. */
export const run = (command, args, options = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { stdio: options.show ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"], ...options });
    running.add(child);
    const chunks = [];
    child.stdout?.on("data", (chunk) => chunks.push(chunk));
    child.stderr?.on("data", (chunk) => chunks.push(chunk));
    const text = () => Buffer.concat(chunks).toString("utf8");
    child.once("error", (error) => resolve({ code: null, text: error.message }));
    child.once("close", (code) => {
      running.delete(child);
      resolve({ code: code ?? 1, text: text() });
    });
  });
