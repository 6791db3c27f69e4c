import type { Frame } from "../../../lib/browser/frame.ts";
import { Life } from "../../../lib/browser/life.ts";
import { answers, controls, signals } from "./samples.ts";
import { forge, markIn, marks } from "./forge.ts";
import type { Random } from "./random.ts";

export type Count = { sent: number; accepted: string[]; ended: Record<string, number> };

export const countOf = (): Count => ({ sent: 0, accepted: [], ended: {} });

/** A kernel that a forger stands for: a Life of the product, and the other ends of its ports. */
function stage(count: Count) {
  const [kernel, signal, control] = [new MessageChannel(), new MessageChannel(), new MessageChannel()];
  const close = () => {
    for (const { port1 } of [kernel, signal, control]) port1.close();
  };
  const frame: Frame = { kernel: kernel.port1, signals: signal.port1, control: control.port1, tell: (message) => control.port1.postMessage(message), remove: close };
  const life = new Life(frame);
  void life.death.then(({ reason }) => { count.ended[reason] = (count.ended[reason] ?? 0) + 1; });
  return { life, kernel: kernel.port2, signals: signal.port2, control: control.port2 };
}

const turn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

const turns = async (count: number): Promise<void> => {
  for (let left = count; left > 0; left--) await turn();
};

/** The next request of the page on a kernel's port. */
const asked = (port: MessagePort): Promise<{ id: string }> =>
  new Promise((resolve) => { port.onmessage = ({ data }) => resolve(data); });

/** Wraps a forged answer as Comlink would, or as it would not. */
function wire(id: string, value: unknown, random: Random): { message: unknown; ports: MessagePort[]; aside: boolean } {
  const { port1 } = new MessageChannel();
  const plain = { message: { id, type: "RAW", value }, ports: [], aside: false };
  const odd = { value: marks.text, [marks.key]: 1 };
  return random.pick<() => { message: unknown; ports: MessagePort[]; aside: boolean }>([
    () => plain,
    () => plain,
    () => plain,
    () => plain,
    () => ({ message: { id, type: "HANDLER", name: "proxy", value: port1 }, ports: [port1], aside: false }),
    () => ({ message: { id, type: "HANDLER", name: "throw", value: { isError: true, value: { message: value, name: "X", stack: "", __proto__: null } } }, ports: [], aside: false }),
    () => ({ message: { id, type: "HANDLER", name: "throw", value: { isError: false, value } }, ports: [], aside: false }),
    () => ({ message: { id, type: "HANDLER", name: random.pick(["__proto__", "constructor", "toString", marks.text]), value }, ports: [], aside: false }),
    () => ({ message: { id, type: random.pick(["APPLY", "GET", "SET", "CONSTRUCT", "ENDPOINT", "RELEASE", marks.text]), path: ["eval"], argumentList: [{ type: "RAW", value: "globalThis.owned = 1" }], ...odd }, ports: [], aside: false }),
    () => ({ message: { id: `${id}x`, type: "RAW", value }, ports: [], aside: true }),
    () => ({ message: { type: "RAW", value }, ports: [], aside: true }),
    () => ({ message: { id: random.pick([0, true, {}, [id], "__proto__"]), type: "RAW", value }, ports: [], aside: true }),
    () => ({ message: { id: "__proto__", type: "SET", path: ["Object", "prototype", "polluted"], value: { type: "RAW", value: true } }, ports: [port1], aside: true }),
  ])();
}

/** One forged answer to one question of the page; answered twice at times, and again when it is too late. */
async function answerOnce(random: Random, count: Count): Promise<void> {
  const { life, kernel } = stage(count);
  const { name, schema, make } = random.pick(answers) ?? { name: "", schema: answers[0]?.schema, make: () => null };
  if (!schema) return;
  const request = asked(kernel);
  const outcome = life.call(schema, (remote) => remote.health(true));
  const { id } = await request;
  const { message: value, invalid } = forge(make(), random);
  const { message, ports, aside } = wire(id, value, random);
  const replies: unknown[] = [];
  kernel.onmessage = ({ data }) => replies.push(data);
  const late = random.below(3) === 0;
  if (late) kernel.postMessage({ id, type: "RAW", value: make() });
  kernel.postMessage(message, ports);
  count.sent += 1;
  if (aside) kernel.postMessage({ id, type: "RAW", value: make() });
  const told = await outcome;
  const valid = late || aside;
  const mark = told.type === "done" ? markIn(told.value) : null;
  if (mark || (told.type === "done" && invalid && !valid)) count.accepted.push(`answer to ${name}: ${mark ?? "invalid and taken"} ${JSON.stringify(message)?.slice(0, 200)}`);
  if (valid && told.type !== "done") count.accepted.push(`a valid answer to ${name} was lost beside a forged one: ${JSON.stringify(told)}`);
  if (replies.length > 0) count.accepted.push(`the page answered a request: ${JSON.stringify(replies)}`);
  life.kill({ reason: "stopped", message: "" });
}

/** Twenty forged messages on the port of signals or of the frame's control, to one kernel. */
async function speak(random: Random, count: Count, where: "signals" | "control"): Promise<void> {
  const { life, [where]: port } = stage(count);
  const heard: unknown[] = [];
  const replies: unknown[] = [];
  life.hear = (signal) => heard.push(signal);
  port.onmessage = ({ data }) => { if (data?.type !== "ping") replies.push(data); };
  let invalidOnly = true;
  for (let left = 20; left > 0; left--) {
    const sample = random.pick<() => unknown>(random.below(5) === 0 ? [...signals, ...controls, ...answers.map(({ make }) => make)] : where === "signals" ? signals : controls);
    const { message, invalid } = sample ? forge(sample(), random) : { message: null, invalid: true };
    invalidOnly &&= invalid;
    port.postMessage(message);
    count.sent += 1;
  }
  await turns(3);
  const mark = heard.map((signal) => markIn(signal)).find((found) => found !== null);
  if (mark) count.accepted.push(`${where}: ${mark}`);
  if (invalidOnly && (heard.length > 0 || !life.alive)) count.accepted.push(`${where}: invalid and taken`);
  if (replies.length > 0) count.accepted.push(`${where}: the page answered ${JSON.stringify(replies)}`);
  life.kill({ reason: "stopped", message: "" });
}

/** A flood of valid and forged signals at once: it must end the kernel. */
async function flood(random: Random, count: Count): Promise<void> {
  const { life, signals: port } = stage(count);
  for (let left = 3_000; left > 0; left--) {
    port.postMessage(left % 2 ? { type: "beat" } : forge({ type: "beat" }, random).message);
    count.sent += 1;
  }
  const ended = await life.death;
  if (ended.reason !== "flood") count.accepted.push(`a flood ended the kernel as ${ended.reason}`);
}

export async function fuzzPorts(random: Random, sizes: { answers: number; speeches: number }): Promise<{ kernel: Count; signals: Count; control: Count; flood: Count }> {
  const counts = { kernel: countOf(), signals: countOf(), control: countOf(), flood: countOf() };
  for (let left = sizes.answers; left > 0; left--) await answerOnce(random, counts.kernel);
  for (let left = sizes.speeches; left > 0; left--) await speak(random, counts.signals, "signals");
  for (let left = sizes.speeches; left > 0; left--) await speak(random, counts.control, "control");
  await flood(random, counts.flood);
  return counts;
}
