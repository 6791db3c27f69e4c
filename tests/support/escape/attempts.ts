import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Attempt, attemptKinds, attemptScript, attemptsIn, commonFile } from "../../../lib/policy/attempts.ts";

/** The admin page's own: it makes the same attempts. */
export const folder = join(dirname(fileURLToPath(import.meta.url)), "../../../public/isolation");
const read = (file: string) => readFileSync(join(folder, file), "utf8");

export type Where = { port: number; udp: number; app: string };

/** Every attempt of the Python files there: a coroutine function each, a file each class. */
export const attempts: Attempt[] = attemptKinds.flatMap((kind) => attemptsIn(kind, read(`${kind}.py`)));

const common = read(commonFile);

/** A script for the kernel that makes one attempt and prints what came of it. */
export const scriptOf = (attempt: Attempt, { port, udp, app }: Where): string =>
  attemptScript(common, attempt, `Target(${JSON.stringify(attempt.name)}, "127.0.0.1", ${port}, ${udp}, ${JSON.stringify(app)})`);
