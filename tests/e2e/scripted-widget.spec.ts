import AxeBuilder from "@axe-core/playwright";
import { expect, type FrameLocator, type Page, test } from "@playwright/test";
import { entriesAfter, lastSeq } from "../support/entries.ts";
import { startExample } from "../support/example-site.ts";
import { savePolicy } from "../support/policies/save.ts";
import { fence } from "../support/scripted/reply.ts";
import { type Scripted, startScripted } from "../support/scripted-server.ts";

/** The widget of public/embed.js in the host page of examples/embed, which sends no special header, on another origin and another site. */
test.describe.configure({ mode: "serial", timeout: 300_000 });

let model: Scripted;
let site: Awaited<ReturnType<typeof startExample>>;
let page: Page;

const people = ["name,email,amount", ...Array.from({ length: 12 }, (_, at) => `Ada Nowak${at},ada.nowak${at}@example.org,${at}`)].join("\n");
const say = (code: string) => model.play(() => fence("I look.", code));
const inside = (): FrameLocator => page.frameLocator("sandpiper-analyst iframe");
const told = () => page.locator("#told");

declare global {
  var widget: import("../support/widget.ts").Widget;
  var heard: import("../support/widget.ts").Heard[];
}

/** The widget of the example, at hand in the page. */
async function hold() {
  await page.evaluate(async () => {
    const element: unknown = document.querySelector("sandpiper-analyst");
    if (typeof element !== "object" || element === null || !("widget" in element)) throw new Error("no widget");
    Object.assign(globalThis, { widget: element.widget, heard: [] });
    for (const type of ["state", "turn-started", "artifact-made", "turn-ended", "error"] as const)
      globalThis.widget.on(type, (detail) => globalThis.heard.push({ type, detail }));
    await globalThis.widget.ready;
  });
}

const askWidget = (question: string) => page.evaluate((text) => globalThis.widget.ask(text), question);
const fault = (call: string) => page.evaluate((source) => new Function(`return (${source})`)().then(() => "none", (error: { code: string }) => error.code), call);

test.beforeAll(async ({ browser, request, baseURL }) => {
  model = await startScripted({ script: () => ({ text: "" }), port: Number(process.env.MODEL_PORT), key: "test-key" });
  site = await startExample(baseURL ?? "");
  await savePolicy(request, baseURL, { version: "widget", embedOrigins: [site.origin, site.origin.replace("intranet.localhost", "localhost")], embedResults: "shown" });
  page = await (await browser.newContext({ viewport: { width: 1440, height: 1000 } })).newPage();
  await page.goto(site.origin);
  await hold();
});
test.afterAll(async ({ request, baseURL }) => {
  await page?.context().close();
  await savePolicy(request, baseURL, null);
  site?.close();
  await model?.close();
});

test("the widget greets its host with version, what it will tell, and which wishes were granted", async () => {
  const welcome = await page.evaluate(() => globalThis.widget.ready);
  expect(welcome).toEqual({ versions: [1], results: "shown", policy: { version: "widget", granted: ["limits.runMs"], refused: [] } });
  await expect(inside().getByText(/is told the answers as you see them/)).toBeVisible();
});

test("bytes that are given are transferred, read, and asked about by a model call from the frame of another site, on record as embedded", async ({ request, baseURL }) => {
  const before = await lastSeq(request);
  const calls = model.requests.length;
  const given = await page.evaluate(async (csv) => {
    const data = new TextEncoder().encode(csv).buffer;
    const files = await globalThis.widget.addFiles([{ name: "people.csv", data }]);
    return { files, left: data.byteLength };
  }, people);
  expect(given).toEqual({ files: [{ name: "people.csv", state: "open", rows: 12, problems: [] }], left: 0 });
  say('kept = int(people["amount"].sum())\nshow(people.head(3), title="First three")\nfinal_answer(f"The amounts come to {kept}; the first address is {people[\'email\'][0]}.")');
  const turn = await askWidget("What do the amounts come to?");
  expect(turn.status).toBe("answered");
  expect(turn.result?.finding).toBe("The amounts come to 66; the first address is ada.nowak0@example.org.");
  expect(JSON.stringify(model.requests.slice(calls).map(({ messages }) => messages))).not.toContain("ada.nowak0@example.org");
  const table = turn.result?.artifacts.find(({ kind }) => kind === "table");
  const artifact = await page.evaluate((id) => globalThis.widget.artifact(id), table?.id ?? "");
  expect(artifact).toMatchObject({ kind: "table", title: "First three", totalRows: 3 });
  expect(JSON.stringify(artifact)).toContain("ada.nowak2@example.org");
  const entries = await entriesAfter(request, before);
  expect(entries.filter(({ record }) => record.type === "run").map(({ record }) => record["embed"])).toEqual([site.origin]);
  const exports = entries.filter(({ record }) => record.type === "export").map(({ record }) => [record["format"], record["unmasked"], record["embed"]]);
  expect(exports).toEqual([["embed", true, site.origin], ["embed", true, site.origin]]);
  const cookies = (await page.context().cookies()).filter(({ name, domain }) => name === "sandpiper" && new URL(baseURL ?? "").hostname === domain);
  expect(cookies.map(({ sameSite, secure, partitionKey }) => [sameSite, secure, partitionKey])).toEqual([["None", true, site.origin.replace(/:\d+$/, "")]]);
  const heard = await page.evaluate(() => globalThis.heard.map(({ type }) => type));
  for (const type of ["state", "turn-started", "artifact-made", "turn-ended"]) expect(heard).toContain(type);
});

test("an endless loop in a page that is not isolated is stopped by its host, and the variables are kept", async () => {
  expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(false);
  say("while True:\n    pass");
  await page.evaluate(() => void globalThis.widget.ask("Loop for ever").then((turn) => globalThis.heard.push({ type: "loop", detail: turn })));
  await expect(inside().getByText(/^Running/).first()).toBeVisible({ timeout: 60_000 });
  const started = Date.now();
  await page.evaluate(() => globalThis.widget.stop());
  await expect.poll(() => page.evaluate(() => globalThis.heard.find(({ type }) => type === "loop")?.detail ?? null), { intervals: [20] }).toMatchObject({ status: "stopped" });
  console.log(`an endless loop in the widget: stopped ${Date.now() - started} ms after the host's word`);
  say('final_answer(f"Twice that is {kept * 2}.")');
  expect((await askWidget("And twice that?")).result?.finding).toBe("Twice that is 132.");
});

test("what is of another version, malformed or too much is answered by name; what is of another window is not heard", async () => {
  const answers = await page.evaluate(async () => {
    const frame = globalThis.widget.frame;
    const origin = new URL(frame.src).origin;
    const got: unknown[] = [];
    // The state may change by itself meanwhile.
    const hear = (event: MessageEvent<{ type?: unknown }>) => event.source === frame.contentWindow && event.data.type !== "state" && got.push(event.data);
    addEventListener("message", hear);
    const post = (message: unknown) => frame.contentWindow?.postMessage(message, origin);
    post({ sandpiper: 2, id: "v2", type: "hello" });
    post({ sandpiper: 1, id: "odd", type: "ask", question: 7 });
    post({ sandpiper: 1, id: "more", type: "stop", extra: true });
    post({ sandpiper: 1, id: "unknown", type: "eval", code: "1" });
    post({ sandpiper: 1, type: "nameless" });
    post("no message of ours");
    while (got.length < 5) await new Promise((resolve) => setTimeout(resolve, 20));
    for (let at = 0; at < 200; at += 1) post({ sandpiper: 1, id: `flood-${at}`, type: "stop" });
    while (got.length < 205) await new Promise((resolve) => setTimeout(resolve, 20));
    removeEventListener("message", hear);
    return got;
  });
  const codes = answers.map((one) => JSON.stringify(one)).map((text) => /"code":"([a-z-]+)"/.exec(text)?.[1] ?? "done");
  expect(codes.slice(0, 5)).toEqual(["unsupported-version", "malformed", "malformed", "malformed", "malformed"]);
  expect(JSON.stringify(answers[0])).toContain('"versions":[1]');
  expect(codes.filter((code) => code === "too-many-messages").length).toBeGreaterThan(100);
  const counted = await page.evaluate(async () => {
    const before = globalThis.heard.length;
    const stranger = document.createElement("iframe");
    stranger.srcdoc = `<script>for (let at = 0; at < 5; at++) { parent.frames[0].postMessage({ sandpiper: 1, id: "x" + at, type: "ask", question: "Mine" }, "*"); parent.postMessage({ sandpiper: 1, type: "state", state: { phase: "ready" } }, "*"); }</script>`;
    document.body.append(stranger);
    postMessage({ sandpiper: 1, type: "turn-ended", turn: { turn: 99 } }, "*");
    await new Promise((resolve) => setTimeout(resolve, 500));
    stranger.remove();
    return globalThis.heard.length - before;
  });
  expect(counted).toBe(0);
  await expect(inside().getByText("Mine")).toHaveCount(0);
});

test("the host's wishes tighten, are shown with who set them, and what would loosen is refused; results can be kept from it", async () => {
  const welcome = await page.evaluate(() => globalThis.widget.tighten({ embedResults: "none", masking: { mode: "open" }, budgets: { dayTokens: 5 }, limits: { steps: 3 } }));
  expect(welcome.results).toBe("none");
  expect(welcome.policy.granted).toEqual(["limits.steps", "embedResults"]);
  expect(welcome.policy.refused.map(({ path }) => path)).toEqual(["masking.mode", "budgets.dayTokens"]);
  await expect(inside().getByRole("heading", { level: 1 })).toContainText("Ask your data", { timeout: 30_000 });
  await expect(inside().getByText(/is told that a question was answered, not how/)).toBeVisible();
  await inside().getByRole("button", { name: "How is this kept safe?" }).click();
  await inside().getByRole("button", { name: "See the rules in force" }).click();
  await inside().getByRole("checkbox", { name: "Only what differs from the default" }).check();
  await expect(inside().getByText(`wished by ${site.origin}`)).toHaveCount(2);
  await expect(inside().getByText("Wished by the page around this, and not granted")).toBeVisible();
  await page.screenshot({ path: "test-results/widget-rules-1440.png" });
  for (let at = 0; at < 2; at += 1) await page.keyboard.press("Escape");
  await page.evaluate(async (csv) => globalThis.widget.addFiles([new File([csv], "people.csv")]), people);
  say('final_answer(f"There are {len(people)} rows.")');
  const turn = await askWidget("How many rows?");
  expect(turn).toMatchObject({ status: "answered", result: null, withheld: null });
  await expect(inside().getByText("There are 12 rows.").first()).toBeVisible();
  expect(await fault('widget.artifact("a1")')).toBe("not-allowed");
  expect(JSON.stringify(await page.evaluate(() => globalThis.heard))).not.toContain("There are 12 rows.");
});

test("masked results hold pseudonyms, and the widget is quiet, readable and free of serious findings in both colours and on a phone", async () => {
  await page.evaluate(() => globalThis.widget.tighten({ embedResults: "masked" }));
  await page.evaluate(async (csv) => globalThis.widget.addFiles([new File([csv], "people.csv")]), people);
  say('show(people.groupby("amount").size().rename("people").reset_index().head(4), title="By amount")\nfinal_answer(f"The first address is {people[\'email\'][0]}.", evidence=["Read from the first row."])');
  const turn = await askWidget("Who is first?");
  expect(turn.result?.finding).toMatch(/^The first address is email_[0-9a-z]{8}@company\.$/);
  await expect(inside().getByText("ada.nowak0@example.org").first()).toBeVisible();
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.evaluate((name) => globalThis.widget.setTheme(name), theme);
    await page.setViewportSize({ width: 1440, height: 1000 });
    await page.locator("sandpiper-analyst").scrollIntoViewIfNeeded();
    await page.screenshot({ path: `test-results/widget-${theme}-1440.png` });
    const found = await new AxeBuilder({ page }).include(["sandpiper-analyst iframe"]).analyze();
    expect(found.violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.locator("sandpiper-analyst").scrollIntoViewIfNeeded();
    await page.screenshot({ path: `test-results/widget-${theme}-390.png` });
  }
  await expect(told()).toContainText("ready");
});

test("under a host of the app's own site the model is told the language of the widget, a session comes back after a reload, and neither the app nor another host's widget sees it", async ({ baseURL }) => {
  const sister = site.origin.replace("intranet.localhost", "localhost");
  await page.goto(sister);
  await hold();
  await page.evaluate(() => globalThis.widget.setLocale("de"));
  await page.evaluate(async (csv) => globalThis.widget.addFiles([new File([csv], "people.csv")]), people);
  say('final_answer(f"The sister page has {len(people)} rows.")');
  expect((await askWidget("How many has the sister?")).result?.finding).toBe("The sister page has 12 rows.");
  expect(model.requests.at(-1)?.system).toContain("the person reads German");
  await page.reload();
  await hold();
  await expect(inside().getByText("The sister page has 12 rows.").first()).toBeVisible({ timeout: 60_000 });
  expect(await page.evaluate(() => globalThis.heard.filter(({ type }) => type === "turn-ended").length)).toBe(0);
  say('final_answer(f"{len(people)} rows are back.")');
  expect((await askWidget("Are the rows back?")).result?.finding).toBe("12 rows are back.");
  expect(model.requests.at(-1)?.system).toContain("the person reads English");
  for (const path of ["/embed", `/embed?host=${site.origin}`, "/"]) {
    await page.goto(`${baseURL}${path}`);
    await expect(page.getByRole("heading", { level: 1 }), path).toContainText("Ask your data");
    await expect(page.getByText("The sister page"), path).toHaveCount(0);
  }
});
