import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { issuesText, readPolicyText } from "../lib/policy/read-policy.ts";
import { PublicPolicy } from "../lib/protocol/in-force.ts";
import type { Policy } from "../lib/protocol/policy.ts";
import { Trouble } from "./outcome.ts";
import { root } from "./root.ts";
import type { Server } from "./server.ts";

const Package = z.object({ version: z.string() });

/** What was running: version of the app and, in a checkout, its commit. */
export function appVersion(): string {
  const { version } = Package.parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
  try {
    return `${version}+${execFileSync("git", ["rev-parse", "--short=10", "HEAD"], { cwd: root, stdio: ["ignore", "pipe", "ignore"] }).toString().trim()}`;
  } catch {
    return version;
  }
}

/** A policy file as the server will read it; what is wrong with it is told before anything starts. */
export function readPolicy(file: string): Policy {
  const trouble = (reason: string) => new Trouble("usage", `--policy ${file}: ${reason}`);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw trouble(error instanceof Error ? error.message : String(error));
  }
  const read = readPolicyText(text);
  if (read.ok) return read.policy;
  throw trouble(issuesText(read.issues));
}

/** The policy that a server has in force. */
export async function policyOf({ url }: Server): Promise<Policy> {
  const response = await fetch(`${url}/api/policy`).catch(() => null);
  const parsed = response?.ok ? PublicPolicy.safeParse(await response.json()) : null;
  if (!parsed?.success) throw new Trouble("server", `${url} did not tell its policy.`);
  return parsed.data;
}
