import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const read = (file: string) => readFileSync(join(here, file), "utf8");

/** Functions that attempts call and that are none themselves. */
const aids = ["heard", "take"];

export type Attempt = { kind: string; name: string; source: string };
export type Where = { port: number; udp: number; app: string };

/** Every attempt of the Python files here: a coroutine function each, a file each class. */
export const attempts: Attempt[] = readdirSync(here)
  .filter((file) => file.endsWith(".py") && file !== "common.py")
  .sort()
  .flatMap((file) => {
    const source = read(file);
    const names = [...source.matchAll(/^async def (\w+)\(/gm)].map(([, name]) => name ?? "").filter((name) => !aids.includes(name));
    return names.map((name) => ({ kind: file.slice(0, -3), name, source }));
  });

const common = read("common.py");

/** A script for the kernel that makes one attempt and prints what came of it. */
export const scriptOf = ({ name, source }: Attempt, { port, udp, app }: Where): string =>
  `${common}\n${source}\nawait attempt(${name}, Target(${JSON.stringify(name)}, "127.0.0.1", ${port}, ${udp}, ${JSON.stringify(app)}))`;
