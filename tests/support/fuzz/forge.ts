import type { Random } from "./random.ts";

/** Marks of a forgery: none of them is in any valid message, so that whoever takes a forged message for a valid one shows it. */
export const marks = { key: "forged", text: "FORGED", number: 987_654_321.125 };

/** Keys whose texts are of a fixed set: another text there is a forgery. */
const fixed = ["type", "status", "kind", "reason", "state", "stream", "format"];
/** The texts of those sets that the samples use; elsewhere these keys hold free text. */
const known = "output fatal progress beat stdout pong failed ok error killed table image chart file timeout kept draw theme export png drawn exported integer one-to-one light".split(" ");
/** Keys that may be missing, or whose values may be of several types. */
const loose = ["peakMemoryBytes", "rows", "value", "bytes", "examples", "top", "svg", "answer"];

type Place = { parent: object; key: string | number };

const isTree = (value: unknown): value is object => typeof value === "object" && value !== null && !ArrayBuffer.isView(value);

function places(tree: unknown, found: Place[] = []): Place[] {
  if (!isTree(tree)) return found;
  for (const key of Object.keys(tree)) {
    if (loose.includes(key)) continue;
    const place = Array.isArray(tree) ? Number(key) : key;
    found.push({ parent: tree, key: place });
    places(Reflect.get(tree, key), found);
  }
  return found;
}

/** What no field of any message is. */
const exotic = (random: Random): unknown =>
  random.pick<() => unknown>([
    () => new Map([[marks.key, 1]]),
    () => new Set([marks.text]),
    () => new Date(0),
    () => /forged/,
    () => new Error(marks.text),
    () => 12n,
    () => new Blob([marks.text]),
    () => new ArrayBuffer(8),
    () => new DataView(new ArrayBuffer(8)),
    () => new Float64Array(4),
    () => Object(marks.text),
    () => Object(true),
    () => ({ [marks.key]: true }),
    () => [[[{ [marks.key]: true }]]],
    () => Number.NaN,
    () => undefined,
    () => JSON.parse(`{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"${marks.key}":1}`),
    () => ({ length: 2 ** 32, [marks.key]: 1 }),
    () => ({ type: "HANDLER", name: "proxy", value: {}, [marks.key]: 1 }),
    () => JSON.parse(`{"then":"${marks.text}","${marks.key}":1}`),
    () => ({ toString: null, valueOf: null, [marks.key]: 1 }),
  ])();

function deep(levels: number): unknown {
  let tree: unknown = { [marks.key]: 1 };
  for (let level = 0; level < levels; level++) tree = level % 2 ? [tree] : { forged: tree };
  return tree;
}

/** What no message is as a whole. */
const whole = (random: Random): unknown =>
  random.pick<() => unknown>([
    () => undefined,
    () => [null],
    () => marks.text,
    () => marks.number,
    () => true,
    () => ({}),
    () => ({ [marks.key]: 1 }),
    () => new Array(2_000).fill({ [marks.key]: 1 }),
    () => deep(400),
    () => marks.text.repeat(20_000),
    () => exotic(random) ?? null,
    () => new Uint8Array(100_000),
    () => ({ type: marks.text }),
    () => JSON.parse('{"__proto__":{"type":"fatal","message":"FORGED"}}'),
    () => ({ toString: 1, type: { [marks.key]: 1 } }),
  ])();

function spoilt(tree: unknown, random: Random): unknown {
  const place = random.pick(places(tree));
  if (!place) return whole(random);
  const { parent, key } = place;
  if (typeof key === "string" && random.below(4) === 0) Reflect.deleteProperty(parent, key);
  else if (typeof key === "string" && fixed.includes(key) && known.includes(String(Reflect.get(parent, key))) && random.below(2) === 0) Reflect.set(parent, key, marks.text);
  else Reflect.set(parent, key, exotic(random));
  return tree;
}

function added(tree: unknown): unknown {
  if (!isTree(tree)) return tree;
  for (const { parent } of places(tree)) if (!Array.isArray(parent)) Object.defineProperty(parent, marks.key, { value: marks.text, enumerable: true, configurable: true });
  const own: unknown = JSON.parse('{"__proto__":{"polluted":true}}');
  return Object.defineProperty(tree, "__proto__", { value: own, enumerable: true, configurable: true });
}

/** `invalid`: taking it at all is a fault; else it is a valid message with more in it, none of which may be taken. */
export type Forged = { message: unknown; invalid: boolean };

/** A valid message made into a forgery; `tree` is changed. Three kinds: another message, one field spoilt, more than there should be. */
export function forge(tree: unknown, random: Random): Forged {
  const how = random.below(10);
  if (how < 2) return { message: whole(random), invalid: true };
  return how < 8 ? { message: spoilt(tree, random), invalid: true } : { message: added(tree), invalid: false };
}

const plainObject = (value: object): boolean => Object.getPrototypeOf(value) === Object.prototype || Array.isArray(value);

/** What of a forgery is in `value`, which somebody took for valid; null when there is nothing. */
export function markIn(value: unknown, key = ""): string | null {
  if (value === undefined || (typeof value === "number" && (value === marks.number || Number.isNaN(value))) || typeof value === "bigint") return `${key}: ${String(value)}`;
  if (fixed.includes(key) && value === marks.text) return `${key}: ${marks.text}`;
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return null;
  if (!plainObject(value)) return `${key}: ${Object.prototype.toString.call(value)}`;
  if (Object.hasOwn(value, marks.key) || Object.hasOwn(value, "__proto__")) return `${key}: a forged key`;
  for (const [inner, one] of Object.entries(value)) {
    const found = inner === "peakMemoryBytes" ? null : markIn(one, inner);
    if (found) return found;
  }
  return null;
}
