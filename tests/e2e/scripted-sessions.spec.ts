import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { serious } from "../support/axe.ts";
import { add, answer, ask, bytesOf, card, watchChooser } from "../support/desk.ts";
import { entriesAfter, lastSeq } from "../support/entries.ts";
import { found } from "../support/fault-rows.ts";
import { fence } from "../support/scripted/reply.ts";
import { scriptNamed } from "../support/scripted/scripts.ts";
import { type Scripted, startScripted } from "../support/scripted-server.ts";

test.describe.configure({ timeout: 300_000 });

const sales = ["region,product,amount", "North,tea,10", "South,tea,20", "North,rye,35", "South,oat,5", "West,nut,8"].join("\n");
const visits = ["day,city,visitors", "2024-01-01,Oslo,12", "2024-01-02,Oslo,15", "2024-01-03,Bergen,9"].join("\n");
let model: Scripted;

test.beforeAll(async () => {
  model = await startScripted({ script: scriptNamed("total"), port: Number(process.env.MODEL_PORT), key: "test-key" });
});
test.afterAll(() => model.close());

const sheet = (page: Page) => page.getByRole("dialog", { name: "Sessions" });
const rows = (page: Page) => sheet(page).getByRole("list", { name: "Sessions" }).getByRole("listitem");

async function openSheet(page: Page) {
  await page.getByRole("button", { name: "Sessions", exact: true }).click();
  await expect(sheet(page)).toBeVisible();
}

async function choose(page: Page, session: string, what: string) {
  await sheet(page)
    .getByRole("button", { name: `More for ${session}`, exact: true })
    .click();
  await page.getByRole("menuitem", { name: what }).click();
}

const questions = (page: Page) => page.locator("article h2[id^=turn-]").allTextContents();

test("sessions are listed, searched, renamed, duplicated, opened again with their files, and deleted only after asking", async ({
  page,
}) => {
  model.play(scriptNamed("total"));
  await page.goto("/");
  await add(page, [{ name: "sales.csv", bytes: sales }]);
  await answer(page, "Which region leads?");
  await page.getByRole("button", { name: "New session" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Ask your data a question");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Ask your data a question");
  await add(page, [{ name: "visits.csv", bytes: visits }]);
  await answer(page, "How many visitors?");

  await openSheet(page);
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText("How many visitors?");
  await expect(rows(page).first()).toContainText("open now");
  await expect(rows(page).last()).toContainText("1 question · 1 file");
  expect(await serious(page)).toEqual([]);

  await choose(page, "Which region leads?", "Rename");
  await page.getByRole("textbox", { name: "Name of the session" }).fill("Regions of spring");
  await page.keyboard.press("Enter");
  await expect(rows(page).last()).toContainText("Regions of spring");
  await choose(page, "Regions of spring", "Duplicate");
  await expect(rows(page).filter({ hasText: "Regions of spring (copy)" })).toHaveCount(1);

  const search = sheet(page).getByRole("searchbox");
  await search.fill("north leads");
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText("North leads with 45.00");
  await search.fill("visitors");
  await expect(rows(page)).toHaveCount(1);
  await search.fill("nothing like it");
  await expect(sheet(page)).toContainText("No session holds “nothing like it”.");
  await search.fill("");

  await choose(page, "Regions of spring", "Delete");
  await page.getByRole("button", { name: "Keep it" }).click();
  await expect(rows(page)).toHaveCount(3);
  await choose(page, "Regions of spring", "Delete");
  await page.getByRole("button", { name: "Delete it" }).click();
  await expect(rows(page)).toHaveCount(2);

  await rows(page).filter({ hasText: "(copy)" }).getByRole("button").first().click();
  await expect(page.getByRole("article", { name: "Which region leads?" })).toContainText("North leads with 45.00 of 78.00 amount.");
  await expect(card(page, "sales.csv")).toBeVisible();
  await expect(card(page, "visits.csv")).toBeHidden();
  await expect(await answer(page, "And again?")).toContainText("North leads with 45.00 of 78.00 amount.");
  await page.reload();
  await expect.poll(() => questions(page)).toEqual(["Which region leads?", "And again?"]);

  // What a session holds goes with it.
  expect((await left(page)).files).toBe(2);
  await openSheet(page);
  for (const name of ["Regions of spring (copy)", "How many visitors?"]) {
    await choose(page, name, "Delete");
    await page.getByRole("button", { name: "Delete it" }).click();
    await expect(rows(page).filter({ hasText: name })).toHaveCount(0);
  }
  await expect.poll(() => left(page)).toEqual({ files: 0, sessions: 0, events: 0, pairs: 0, sent: 0 });
});

test("a second tab takes a session over: the first one ends what it is at, and can only read from then on", async ({ page, context }) => {
  model.play(scriptNamed("total"));
  await page.goto("/");
  await add(page, [{ name: "sales.csv", bytes: sales }]);
  await answer(page, "Which region leads?");
  model.play(() => fence("I wait.", "import time\nprint('begun', flush=True)\ntime.sleep(25)"));
  const running = await ask(page, "Wait a while");
  await expect(running).toContainText("begun", { timeout: 60_000 });

  const other = await context.newPage();
  await other.goto("/");
  await expect(other.getByText("Your latest session is open in another tab")).toBeVisible();
  await openSheet(other);
  await expect(rows(other).first()).toContainText("open in another tab");
  await rows(other).first().getByRole("button").first().click();
  await expect(other.getByText("This session is open in another tab.")).toBeVisible();
  await expect(other.getByRole("textbox", { name: "Question" })).toBeHidden();
  const since = performance.now();
  await other.getByRole("button", { name: "Take over" }).click();

  await expect(page.getByText("Another tab has taken this session over.")).toBeVisible();
  await expect(running).toHaveAttribute("aria-busy", "false");
  const ms = performance.now() - since;
  await expect(page.getByRole("article", { name: "Which region leads?" })).toContainText("North leads with 45.00");
  await expect(other.getByRole("textbox", { name: "Question" })).toBeVisible();
  expect(await questions(other)).toEqual(["Which region leads?", "Wait a while"]);
  await expect(other.getByRole("article", { name: "Wait a while" })).toContainText("Stopped");
  model.play(scriptNamed("total"));
  await expect(await answer(other, "Here now?")).toContainText("North leads");
  await page.getByRole("button", { name: "Take over" }).click();
  await expect.poll(() => questions(page)).toEqual(["Which region leads?", "Wait a while", "Here now?"]);
  await expect(other.getByText("Another tab has taken this session over.")).toBeVisible();
  found("page", "tabs", [{ fault: "two tabs, one session, in mid-run", outcome: "taken over, run stopped", ms, after: "works in the one, can be read in the other" }]);
});

test("a run that a reload cuts off is marked, and is not run again by itself", async ({ page }) => {
  await page.goto("/");
  await add(page, [{ name: "sales.csv", bytes: sales }]);
  model.play(() => fence("I wait.", "import time\nprint('begun', flush=True)\ntime.sleep(25)"));
  const running = await ask(page, "Wait a while");
  await expect(running).toContainText("begun", { timeout: 60_000 });
  const asked = model.requests.length;
  const since = performance.now();
  await page.reload();
  const turn = page.getByRole("article", { name: "Wait a while" });
  await expect(turn).toContainText("The page was closed while this ran. Nothing is run again by itself");
  const ms = performance.now() - since;
  await expect(turn).toContainText("Cut off before it ended");
  await expect(turn).toHaveAttribute("aria-busy", "false");
  model.play(scriptNamed("total"));
  await expect(await answer(page, "And now?")).toContainText("North leads");
  expect(model.requests.slice(asked).every(({ messages }) => messages.some(({ content }) => content.includes("And now?")))).toBe(true);
  found("page", "reload", [{ fault: "reload in mid-run", outcome: "run marked as cut off", ms, after: "works" }]);
});

test("where the browser stores nothing the work is done all the same, and the person is told what that means", async ({
  browser,
  baseURL,
}) => {
  const context = await denied(browser, baseURL);
  const page = await context.newPage();
  model.play(scriptNamed("total"));
  await page.goto("/");
  await expect(page.getByText("This browser keeps nothing here (private mode, or storage is not allowed).")).toBeVisible();
  await add(page, [{ name: "sales.csv", bytes: sales }]);
  await expect(page.getByText("Files are kept in memory")).toBeVisible();
  await expect(await answer(page, "Which region leads?")).toContainText("North leads");
  await page.getByRole("button", { name: "New session" }).click();
  await openSheet(page);
  await rows(page).filter({ hasText: "Which region leads?" }).getByRole("button").first().click();
  await expect(page.getByRole("article", { name: "Which region leads?" })).toContainText("North leads");
  found("page", "denied", [{ fault: "the browser stores nothing", outcome: "said, kept in memory", ms: 0, after: "works" }]);
  await context.close();
});

test("a full storage is told of, nothing of the work stops, and what waited is kept once there is room", async ({
  page,
  context,
  baseURL,
}) => {
  model.play(scriptNamed("total"));
  const origin = new URL(baseURL ?? "").origin;
  const session = await context.newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
  await page.goto("/");
  await add(page, [{ name: "sales.csv", bytes: sales }]);
  await expect(page.getByText("Files are kept in memory")).toBeVisible();
  await expect(await answer(page, "While it is full?")).toContainText("North leads");
  await expect(page.getByText("The browser's storage is full. What happens from now on is lost")).toBeVisible();
  expect((await left(page)).events).toBe(0);
  await session.send("Storage.overrideQuotaForOrigin", { origin });
  await expect(await answer(page, "Is there room?")).toContainText("North leads");
  await page.reload();
  await expect.poll(() => questions(page)).toEqual(["While it is full?", "Is there room?"]);
  await expect(page.getByRole("article", { name: "While it is full?" })).toContainText("North leads");
  found("page", "quota", [{ fault: "the browser's storage is full", outcome: "said, nothing stops", ms: 0, after: "works, kept once there is room" }]);
});

const staff = [
  "email,team,amount",
  "ada.lovelace@brightmail.com,North,10",
  "grace.hopper@brightmail.com,South,20",
  "alan.turing@brightmail.com,North,35",
  "mary.jackson@brightmail.com,West,8",
].join("\n");

const leader = () =>
  fence(
    "I look for the leader.",
    "top = staff.sort_values(\"amount\").iloc[-1]\nfinal_answer(f\"{top['email']} leads with {top['amount']}.\")",
  );

async function exported(page: Page, session: string, choices: readonly RegExp[]) {
  await choose(page, session, "Export");
  const window = page.getByRole("dialog", { name: "Export this session" });
  for (const choice of choices) await window.getByRole("checkbox", { name: choice }).check();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    window.getByRole("button", { name: "Export", exact: true }).click(),
  ]);
  await expect(window).toBeHidden();
  return { name: download.suggestedFilename(), bytes: await bytesOf(download) };
}

test("a session leaves as one file that is on record, with values only where that was agreed to, and is opened in another browser", async ({
  page,
  browser,
  request,
  baseURL,
}) => {
  const before = await lastSeq(request);
  model.play(leader);
  await page.goto("/");
  await add(page, [{ name: "staff.csv", bytes: staff }]);
  await expect(await answer(page, "Who leads?")).toContainText("alan.turing@brightmail.com leads with 35.");
  await openSheet(page);
  const without = await exported(page, "Who leads?", []);
  const whole = await exported(page, "Who leads?", [/With its file/, /real values behind/]);
  expect(without.name).toBe("who-leads.sandpiper");
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");
  expect(text(without.bytes)).toMatch(/email_[0-9A-Z]{8}@company leads with 35/i);
  expect(text(without.bytes)).not.toMatch(/turing|lovelace|hopper|brightmail/i);
  expect(text(whole.bytes)).toContain("alan.turing@brightmail.com");
  const records = (await entriesAfter(request, before)).map(({ record }) => record).filter(({ type }) => type === "export");
  expect(records).toMatchObject([
    { file: "who-leads.sandpiper", format: "sandpiper", bytes: without.bytes.length, unmasked: false },
    { file: "who-leads.sandpiper", format: "sandpiper", bytes: whole.bytes.length, unmasked: true },
  ]);

  const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const other = await context.newPage();
  watchChooser(other);
  await other.goto("/");
  await dropped(other, without.name, without.bytes);
  await expect(other.getByRole("article", { name: "Who leads?" })).toContainText(/email_[0-9A-Z]{8}@company leads with 35/i);
  await expect(other.getByRole("article", { name: "staff.csv" })).toContainText("Its copy in this browser is gone.");
  await openSheet(other);
  const [chooser] = await Promise.all([
    other.waitForEvent("filechooser"),
    other.getByRole("button", { name: "Open a session file" }).click(),
  ]);
  await chooser.setFiles({ name: whole.name, mimeType: "application/octet-stream", buffer: Buffer.from(whole.bytes) });
  await expect(other.getByRole("article", { name: "Who leads?" })).toContainText("alan.turing@brightmail.com leads with 35.");
  await expect(await answer(other, "Still so?")).toContainText("alan.turing@brightmail.com leads with 35.");
  expect(text(model.requests.at(-1)?.raw ?? new Uint8Array())).not.toMatch(/turing|lovelace|hopper/i);

  const damaged = Uint8Array.from(whole.bytes);
  damaged[text(damaged).indexOf("leads with 35")] = 0x4c;
  await dropped(other, "damaged.sandpiper", damaged);
  await expect(other.getByText("damaged.sandpiper is damaged")).toBeVisible();
  await dropped(other, "foreign.sandpiper", Buffer.from(staff));
  await expect(other.getByText("foreign.sandpiper does not hold a session")).toBeVisible();
  await expect.poll(() => questions(other)).toEqual(["Who leads?", "Still so?"]);
  await openSheet(other);
  await expect(rows(other)).toHaveCount(2);
  await context.close();
});

async function dropped(page: Page, name: string, bytes: Uint8Array) {
  const data = await page.evaluateHandle(
    ({ name, bytes }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(bytes)], name));
      return transfer;
    },
    { name, bytes: [...bytes] },
  );
  await page.dispatchEvent("body", "dragenter", { dataTransfer: data });
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
}

/** A browser whose every way to store refuses, as in a private window or by its settings. */
async function denied(browser: import("@playwright/test").Browser, baseURL: string | undefined): Promise<BrowserContext> {
  const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  await context.addInitScript(() => {
    const refuse = () => {
      throw new DOMException("not allowed here", "SecurityError");
    };
    Object.defineProperty(IDBFactory.prototype, "open", { value: refuse });
    Object.defineProperty(StorageManager.prototype, "getDirectory", { value: () => Promise.reject(new DOMException("", "SecurityError")) });
    Object.defineProperty(globalThis, "sessionStorage", { get: refuse });
  });
  return context;
}

/** How much of any session lies in this browser. */
const left = (page: Page) =>
  page.evaluate(async () => {
    const count: Record<string, number> = { files: 0 };
    const root = await navigator.storage.getDirectory();
    const inside = async (folder: FileSystemDirectoryHandle): Promise<number> => {
      let files = 0;
      for await (const handle of folder.values()) files += handle.kind === "file" ? 1 : await inside(handle);
      return files;
    };
    count.files = await inside(root);
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) =>
        Object.assign(request, { onsuccess: () => resolve(request.result), onerror: () => reject(request.error) }),
      );
    const db = await done(indexedDB.open("sandpiper"));
    for (const name of ["sessions", "events", "pairs", "sent"]) count[name] = await done(db.transaction(name).objectStore(name).count());
    db.close();
    return count;
  });
