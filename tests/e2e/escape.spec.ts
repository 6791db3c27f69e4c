import { type Browser, chromium, expect, type Page, test } from "@playwright/test";
import type { Attempt } from "../../lib/policy/attempts.ts";
import { nothingGotThrough } from "../support/breach.ts";
import { attempts, scriptOf } from "../support/escape/attempts.ts";
import { intoPage, setCanaries } from "../support/escape/canaries.ts";
import { type Door, type Mode, openDoor } from "../support/escape/door.ts";
import { type Listener, listen } from "../support/escape/listener.ts";

test.describe.configure({ mode: "default", timeout: 900_000 });

/** Some classes only, while working on them: ESCAPE_KINDS=proxies,runtime. */
const chosen = process.env.ESCAPE_KINDS ? attempts.filter(({ kind }) => process.env.ESCAPE_KINDS?.split(",").includes(kind)) : attempts;

let browser: Browser;
let listener: Listener;
let door: Door;

test.beforeAll(async ({ baseURL }, { project }) => {
  listener = await listen();
  door = await openDoor((baseURL ?? "").replace("localhost", "127.0.0.1"));
  const options = project.use.launchOptions ?? {};
  browser = await chromium.launch({ ...options, args: [...(options.args ?? []), "--host-resolver-rules=MAP *.example 127.0.0.1"] });
});

test.afterAll(async () => {
  await browser.close();
  listener.close();
  door.close();
});

async function bench(mode: Mode): Promise<Page> {
  door.mode = mode;
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${door.origin}/`);
  await page.goto(`${door.origin}/sandbox-under-test`);
  await setCanaries(page);
  await begin(page);
  return page;
}

async function begin(page: Page): Promise<void> {
  await page.evaluate(() => window.bench.start({ runMs: 10_000 }, "unchecked"));
  await intoPage(page);
}

type Row = { kind: string; attempts: number; reached: number };
type Tried = { rows: Row[]; reached: string[] };

/** Everything that shows that an attempt got somewhere. */
async function traces(page: Page, name: string, told: string, since: { heard: number; asked: number }): Promise<string[]> {
  const asked = door.asked.slice(since.asked).filter((path) => path.startsWith("/api/") || path.includes(`?${name}`));
  const found = [...listener.heard.slice(since.heard), ...asked.map((path) => `app ${path}`), ...(await intoPage(page).catch(() => []))];
  if (told.includes("CANARY")) found.push("read what was not its own");
  if (page.context().pages().length > 1 || new URL(page.url()).pathname !== "/sandbox-under-test") found.push("navigated");
  return found;
}

/** After an attempt that led away, or that a believing page did not survive: other pages are closed, and this one begins anew. */
async function back(page: Page): Promise<void> {
  for (const other of page.context().pages()) if (other !== page) await other.close();
  await page.goto(`${door.origin}/sandbox-under-test`);
  await setCanaries(page);
  await begin(page);
}

const led = { stdout: "", status: "led away" };

type Where = { port: number; udp: number; app: string };

async function tryOnce(page: Page, attempt: Attempt, where: Where): Promise<{ found: string[]; status: string }> {
  const since = { heard: listener.heard.length, asked: door.asked.length };
  const code = scriptOf(attempt, where);
  const seen = await page.evaluate(async (text) => (await window.bench.run(text)).observation, code).catch(() => led);
  // What the check refuses meets no wall.
  expect(JSON.stringify(seen), attempt.name).not.toContain("PolicyError");
  const { stdout, status } = seen;
  if (door.mode === "trusting") await page.waitForTimeout(400);
  let found = await traces(page, attempt.name, stdout, since);
  // What a believing page is told takes effect later; how much later is the machine's matter.
  for (let waits = 0; door.mode === "trusting" && attempt.kind === "messages" && found.length === 0 && waits < 8; waits++) {
    await page.waitForTimeout(250);
    found = await traces(page, attempt.name, stdout, since);
  }
  if (process.env.ESCAPE_VERBOSE) console.log(attempt.kind, attempt.name, status, stdout.trim(), found);
  if (found.includes("navigated") || (door.mode === "trusting" && status !== "ok")) await back(page);
  return { found, status };
}

/** The believing page hears the word of a kernel or its end, whichever comes first: an attempt that met the end there may try again. */
const triesOf = ({ kind }: Attempt): number => (door.mode === "trusting" && kind === "messages" ? 6 : 1);

async function tryAll(page: Page, kinds?: readonly string[]): Promise<Tried> {
  const rows = new Map<string, Row>();
  const reached: string[] = [];
  const where = { port: listener.port, udp: listener.udp, app: door.origin };
  for (const attempt of chosen.filter(({ kind }) => kinds?.includes(kind) ?? true)) {
    let { found } = await tryOnce(page, attempt, where);
    for (let tries = 1; found.length === 0 && tries < triesOf(attempt); tries++) ({ found } = await tryOnce(page, attempt, where));
    const row = rows.get(attempt.kind) ?? { kind: attempt.kind, attempts: 0, reached: 0 };
    rows.set(attempt.kind, { ...row, attempts: row.attempts + 1, reached: row.reached + (found.length > 0 ? 1 : 0) });
    if (found.length > 0) reached.push(`${attempt.kind}.${attempt.name}: ${found.join(", ")}`);
  }
  return { rows: [...rows.values()], reached };
}

function print(mode: Mode, { rows }: Tried): void {
  const all = rows.reduce((sum, { attempts, reached }) => ({ kind: "all", attempts: sum.attempts + attempts, reached: sum.reached + reached }), { kind: "all", attempts: 0, reached: 0 });
  const lines = [...rows, all].map(({ kind, attempts, reached }) => `${kind.padEnd(12)}${String(attempts).padStart(9)}${String(reached).padStart(9)}`);
  console.log([`escape, js ${mode}`, "class        attempts  reached", ...lines].join("\n"));
}

test("the listeners count what a plain page sends, of every kind", async () => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`http://control.example:${listener.port}/`);
  await page.evaluate(
    async ({ port, udp }) => {
      const at = (name: string) => `http://${name}.example:${port}/${name}`;
      await fetch(at("fetched"), { mode: "no-cors" });
      navigator.sendBeacon(at("beacon"), "x");
      new EventSource(at("events"));
      new WebSocket(`ws://socket.example:${port}/socket`);
      new Image().src = at("image");
      await import(at("imported")).catch(() => undefined);
      const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${udp}` }] });
      peer.createDataChannel("x");
      await peer.setLocalDescription(await peer.createOffer());
    },
    { port: listener.port, udp: listener.udp },
  );
  for (const name of ["fetched", "beacon", "events", "image", "imported"]) await expect.poll(() => listener.heard.join("\n"), name).toContain(`http ${name}.example:${listener.port}/${name}`);
  await expect.poll(() => listener.heard).toContain(`socket socket.example:${listener.port}/socket`);
  await expect.poll(() => listener.heard).toContain("datagram");
  await page.context().close();
});

test("there are at least sixty attempts in at least thirteen classes", () => {
  expect(attempts.length).toBeGreaterThanOrEqual(60);
  expect(new Set(attempts.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(13);
});

for (const mode of ["stripped", "plain", "open"] as const) {
  test(`no attempt reaches anything, js ${mode}`, async () => {
    const page = await bench(mode);
    const tried = await tryAll(page);
    print(mode, tried);
    nothingGotThrough(`escape, js ${mode}`, tried.reached);
    await page.context().close();
  });
}

test("the same attempts get far where the wall is taken away", async () => {
  const page = await bench("bare");
  const tried = await tryAll(page);
  print("bare", tried);
  expect(tried.reached.length).toBeGreaterThan(chosen.length / 4);
  await page.context().close();
});

test("forged messages and navigations get far in a page that runs Python itself and believes what it is told", async () => {
  const page = await bench("trusting");
  const tried = await tryAll(page, ["messages", "navigation"]);
  print("trusting", tried);
  const count = (kind: string) => tried.rows.find((row) => row.kind === kind)?.reached ?? 0;
  expect(count("messages")).toBeGreaterThanOrEqual(10);
  expect(count("navigation")).toBeGreaterThanOrEqual(6);
  await page.context().close();
});
