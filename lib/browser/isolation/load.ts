import { type Attempt, attemptKinds, attemptScript, attemptsIn, commonFile } from "../../policy/attempts.ts";
import { digestOf } from "../digest.ts";

/** Every attempt of this server's own files, how to make a script of one, and the digest of them all. */
export type Attempts = { all: Attempt[]; sha256: string; script(attempt: Attempt, base: string): string };

async function read(file: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(`/isolation/${file}`, { signal, cache: "no-cache" });
  if (!response.ok) throw new Error(`/isolation/${file} could not be fetched (${response.status}).`);
  return response.text();
}

/** Rejects with a message for the person where a file is missing. */
export async function loadAttempts(signal: AbortSignal): Promise<Attempts> {
  const [common = "", ...sources] = await Promise.all(
    [commonFile, ...attemptKinds.map((kind) => `${kind}.py`)].map((file) => read(file, signal)),
  );
  const all = attemptKinds.flatMap((kind, at) => attemptsIn(kind, sources[at] ?? ""));
  const sha256 = await digestOf(new Blob([common, ...sources]), signal);
  return { all, sha256, script: (attempt, base) => attemptScript(common, attempt, target(attempt.name, base)) };
}

/** Python that aims an attempt at addresses below `base`. */
function target(name: string, base: string): string {
  const { hostname, port, protocol, origin } = new URL(base);
  const number = port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);
  return `Target(${JSON.stringify(name)}, ${JSON.stringify(hostname)}, ${number}, ${number}, ${JSON.stringify(origin)}).counted(${JSON.stringify(base)})`;
}
