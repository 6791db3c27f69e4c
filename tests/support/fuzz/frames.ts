import type { ToViewer } from "../../../lib/protocol/viewer.ts";
import { forge, marks } from "./forge.ts";
import { type Count, countOf } from "./ports.ts";
import type { Random } from "./random.ts";

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A frame of the product, shut in as the product shuts it in. */
async function open(url: string): Promise<Window> {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.src = url;
  const loaded = new Promise((resolve) => { frame.onload = resolve; });
  document.body.append(frame);
  await loaded;
  if (!frame.contentWindow) throw new Error("no window");
  return frame.contentWindow;
}

type Ports = { give: MessagePort[]; replies: unknown[] };

function ports(amount: number): Ports {
  const replies: unknown[] = [];
  const give = Array.from({ length: amount }, () => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => replies.push(data);
    port1.postMessage({ type: "ping" });
    return port2;
  });
  return { give, replies };
}

/** A document beside the frames: what it sends comes from a window that is not the parent. */
function stranger(): Window {
  const frame = document.createElement("iframe");
  document.body.append(frame);
  const { contentWindow } = frame;
  if (!contentWindow) throw new Error("no window");
  return contentWindow;
}

const startOf = () => ({ type: "start", memoryBytes: 1 });

/** What the parent may send and the frame must not take for its start: one of its two fields spoilt, or a port too few. */
function falseStart(random: Random): { message: unknown; amount: number } {
  if (random.below(4) === 0) return { message: startOf(), amount: random.below(3) };
  const start: Record<string, unknown> = startOf();
  const key = random.pick(["type", "memoryBytes"]);
  if (random.below(3) === 0) return { message: forge(startOf(), random).message, amount: 2 };
  start[key] = random.pick<unknown>([undefined, null, marks.text, {}, [], new ArrayBuffer(8), new Blob([]), new Uint16Array(4), 12n, new Date(0), new Map(), true, key === "type" ? 8 : "8"]);
  return { message: start, amount: 3 };
}

/** Sends as another window: `postMessage` takes the caller's window for the source, so the call is made there. */
const sendAs = (from: Window, to: Window, message: unknown, transfer: MessagePort[]): void => {
  const send: unknown = Reflect.get(from, "sendFromHere");
  if (typeof send === "function") send(to, message, transfer);
};

function teach(window: Window): void {
  const script = window.document.createElement("script");
  script.text = "globalThis.sendFromHere = (to, message, transfer) => to.postMessage(message, '*', transfer)";
  window.document.body.append(script);
}

/** The window of the sandbox's frame: false starts of its parent, and true ones of a stranger. At last a true one of the parent, which it must take. */
export async function fuzzFrame(random: Random, amount: number): Promise<Count> {
  const count = countOf();
  const frame = await open("/sandbox/frame.html");
  const other = stranger();
  teach(other);
  const waiting: Ports[] = [];
  for (let left = amount; left > 0; left--) {
    const alien = random.below(2) === 0;
    const { message, amount: wanted } = alien ? { message: startOf(), amount: 3 } : falseStart(random);
    const made = ports(wanted);
    waiting.push(made);
    if (alien) sendAs(other, frame, message, made.give);
    else frame.postMessage(message, "*", made.give);
    count.sent += 1;
    if (left % 100 === 0) await pause(5);
  }
  await pause(500);
  for (const { replies } of waiting) if (replies.length > 0) count.accepted.push(`frame: ${JSON.stringify(replies)}`);
  const last = ports(3);
  frame.postMessage(startOf(), "*", last.give);
  for (let left = 50; left > 0 && last.replies.length === 0; left--) await pause(50);
  if (last.replies.length === 0) count.accepted.push("frame: the true start was not taken any more");
  return count;
}

const theme = { scheme: "light", ink: "#000", faint: "#888", line: "#ccc", paper: "#fff", colours: ["#00f"] } as const;
const orders: readonly (() => ToViewer)[] = [
  () => ({ type: "draw", spec: '{"data":[]}', theme: { ...theme, colours: [...theme.colours] } }),
  () => ({ type: "theme", theme: { ...theme, colours: [...theme.colours] } }),
  () => ({ type: "export", format: "png" }),
];

/** The viewer: false greetings, greetings of a stranger, and, once met, forged orders on its port: to those it says `failed` and no more. */
export async function fuzzViewer(random: Random, amount: number): Promise<Count> {
  const count = countOf();
  const frame = await open("/sandbox/viewer.html");
  const other = stranger();
  teach(other);
  const waiting: Ports[] = [];
  for (let left = amount / 2; left > 0; left--) {
    const made = ports(random.below(2));
    waiting.push(made);
    if (made.give.length > 0 && random.below(2) === 0) sendAs(other, frame, "sandpiper-viewer", made.give);
    else frame.postMessage(made.give.length === 0 ? "sandpiper-viewer" : forge(orders[0]?.(), random).message, "*", made.give);
    count.sent += 1;
  }
  await pause(300);
  for (const { replies } of waiting) if (replies.length > 0) count.accepted.push(`viewer: ${JSON.stringify(replies)}`);
  const { port1, port2 } = new MessageChannel();
  const replies: { type?: unknown }[] = [];
  port1.onmessage = ({ data }) => replies.push(data);
  frame.postMessage("sandpiper-viewer", "*", [port2]);
  for (let left = amount / 2; left > 0; left--) {
    const order = random.pick(orders);
    const { message, invalid } = forge(order?.(), random);
    if (!invalid) continue;
    port1.postMessage(message);
    count.sent += 1;
  }
  await pause(500);
  const taken = replies.filter(({ type }) => type !== "failed");
  if (taken.length > 0) count.accepted.push(`viewer: ${JSON.stringify(taken.slice(0, 3))}`);
  port1.postMessage(orders[0]?.());
  for (let left = 50; left > 0 && !replies.some(({ type }) => type === "drawn"); left--) await pause(50);
  if (!replies.some(({ type }) => type === "drawn")) count.accepted.push("viewer: a true order was not obeyed any more");
  return count;
}
