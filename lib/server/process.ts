/** What scripts/serve.mjs and Next's modules know of one process. They are loaded apart, so it hangs on the global object, under names of its own. */
const drains = Symbol.for("sandpiper.draining");
const speaks = Symbol.for("sandpiper.log");
const hears = Symbol.for("sandpiper.measure");

/** Something that took its time, as telemetry hears it: numbers and names of ours, never a word of a person, a file or a model. */
export type Measured =
  | { what: "completion"; ms: number; firstMs: number | null; model: string; fault: string | null; inputTokens: number; outputTokens: number }
  | { what: "audit-append"; ms: number; ok: boolean };

/** Whether this process takes no new work, because it is to end when its streams have. */
export const draining = (): boolean => Reflect.get(globalThis, drains) === true;

export const drain = (): boolean => Reflect.set(globalThis, drains, true);

/** Whether the log of this process is for machines. */
export const logsJson = (): boolean => Reflect.get(globalThis, speaks) === "json";

export const logAsJson = (): boolean => Reflect.set(globalThis, speaks, "json");

export function measure(measured: Measured): void {
  const listener: unknown = Reflect.get(globalThis, hears);
  if (typeof listener === "function") listener(measured);
}

export const hearMeasures = (listener: (measured: Measured) => void): boolean => Reflect.set(globalThis, hears, listener);

/** One of its kind in the process, however often its module is loaded: the first that is made stays. `Kind` is the maker's word, since both are of one build. */
export function whole<Kind extends object>(name: string, make: () => Kind): Kind {
  const key = Symbol.for(name);
  const holder: { [place: symbol]: Kind | undefined } = Object.assign(globalThis);
  return (holder[key] ??= make());
}
