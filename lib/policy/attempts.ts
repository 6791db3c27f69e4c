/** Classes of attempts to leave the sandbox: a Python file each below public/isolation, a coroutine function for each attempt. */
export const attemptKinds = [
  "c_code",
  "deputy",
  "files",
  "imports",
  "messages",
  "navigation",
  "proxies",
  "requests",
  "rtc",
  "runtime",
  "sockets",
  "storage",
  "workers",
] as const;
export type AttemptKind = (typeof attemptKinds)[number];

/** What every attempt begins with. */
export const commonFile = "common.py";

export type Attempt = { kind: AttemptKind; name: string; source: string };

/** Functions that attempts call and that are none themselves. */
const aids = ["heard", "take"];

/** Every attempt of one class, in the order of its file. */
export const attemptsIn = (kind: AttemptKind, source: string): Attempt[] =>
  [...source.matchAll(/^async def (\w+)\(/gm)]
    .map(([, name]) => name ?? "")
    .filter((name) => !aids.includes(name))
    .map((name) => ({ kind, name, source }));

/** A script for the kernel that makes one attempt and prints what came of it; `target` is Python that makes a Target of the attempt's name. */
export const attemptScript = (common: string, { name, source }: Attempt, target: string): string =>
  `${common}\n${source}\nawait attempt(${name}, ${target})`;
