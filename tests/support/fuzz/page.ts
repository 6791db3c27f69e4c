import { fuzzFrame, fuzzViewer } from "./frames.ts";
import { type Count, fuzzPorts } from "./ports.ts";
import { randomOf } from "./random.ts";

export type Fuzzed = { counts: Record<string, Count>; prototypes: string[]; ms: number };

declare global {
  interface Window {
    fuzz(seed: number, sizes: { answers: number; speeches: number; frame: number; viewer: number }): Promise<Fuzzed>;
  }
}

const kinds = { Object, Function, Array, String, Number, Promise, Map, Set, Error, RegExp, Date, Uint8Array, MessagePort, MessageEvent, Window, EventTarget };

/** Every own property of every prototype that a message could reach, with what stands there. */
function prototypes(): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [name, { prototype }] of Object.entries(kinds)) {
    found.set(`${name}.prototype's own`, Object.getPrototypeOf(prototype));
    for (const key of Reflect.ownKeys(prototype)) {
      const own = Object.getOwnPropertyDescriptor(prototype, key);
      found.set(`${name}.prototype.${String(key)}`, own?.value ?? own?.get);
    }
  }
  return found;
}

window.fuzz = async (seed, sizes) => {
  const random = randomOf(seed);
  const before = prototypes();
  const started = performance.now();
  const counts = { ...(await fuzzPorts(random, sizes)), frame: await fuzzFrame(random, sizes.frame), viewer: await fuzzViewer(random, sizes.viewer) };
  const after = prototypes();
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name) || before.has(name) !== after.has(name));
  if ("owned" in globalThis) changed.push("a script ran");
  return { counts, prototypes: changed, ms: performance.now() - started };
};
