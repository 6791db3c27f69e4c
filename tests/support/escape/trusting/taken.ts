import { KernelSignal } from "../../../../lib/protocol/kernel.ts";

/** What a page does that believes what it is told: all of it becomes state, markup is shown, scripts are run. */
const state = {};

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null && !ArrayBuffer.isView(value);

function merge(into: object, from: unknown): void {
  for (const [key, value] of isObject(from) ? Object.entries(from) : []) {
    const known: unknown = Reflect.get(into, key);
    if (isObject(known) && isObject(value)) merge(known, value);
    else Reflect.set(into, key, isObject(value) ? structuredClone(value) : value);
  }
}

function runScripts(value: unknown): void {
  const made: unknown = isObject(value) ? Reflect.get(value, "artifacts") : null;
  for (const one of Array.isArray(made) ? made : []) if (one?.kind === "script") document.head.append(Object.assign(document.createElement("script"), { text: one.code }));
}

const note = (line: string): void => {
  const reached: unknown = Reflect.get(globalThis, "reached");
  if (Array.isArray(reached)) reached.push(line);
};

export function taken<T>(value: T): T {
  merge(state, value);
  runScripts(value);
  return value;
}

/** Text that looks like data is read as data. */
export function takenSignal(data: unknown): unknown {
  if (!KernelSignal.safeParse(data).success) note("a signal was taken unread");
  const text: unknown = isObject(data) ? Reflect.get(data, "text") : null;
  if (typeof text === "string" && text.startsWith("{")) merge(state, JSON.parse(text));
  return taken(data);
}

addEventListener("error", ({ message }) => document.body.insertAdjacentHTML("beforeend", message));
