import { expect, type Page, test } from "@playwright/test";
import { nothingGotThrough } from "../support/breach.ts";
import { attack } from "../support/canary/attack.ts";
import { planted, type Planted } from "../support/canary/files.ts";
import { found } from "../support/canary/search.ts";
import { listed } from "../support/canary/values.ts";
import { add, ask } from "../support/desk.ts";
import { type Scripted, startScripted } from "../support/scripted-server.ts";
import { scriptNamed } from "../support/scripted/scripts.ts";

/** Masked values against a hostile model, in every encoding that code can print. Everything is counted where it arrives: at the model, and at our own server. */
test.describe.configure({ timeout: 900_000, mode: "serial" });

let model: Scripted;
let files: Planted[];

test.beforeAll(async () => {
  model = await startScripted({ script: scriptNamed("plain"), port: Number(process.env.MODEL_PORT), key: "test-key" });
  files = await planted();
});
test.afterAll(() => model.close());

/** What the page sends to our own server, as it goes over the wire. */
function outbound(page: Page): string[] {
  const bodies: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/")) bodies.push(`${request.url()}\n${request.postData() ?? ""}`);
  });
  return bodies;
}

/** Lets the model attack one file, the `place`-th of those that are open. */
async function attacked(page: Page, at: number, place = at): Promise<void> {
  const one = files[at];
  if (!one) throw new Error("no such file");
  model.play(attack(place, one.canaries));
  const turn = await ask(page, `What did ${one.canaries.names[5]} spend in file ${at}, and is ${one.canaries.ibans[3]} theirs?`);
  await expect(turn).toHaveAttribute("aria-busy", "false", { timeout: 240_000 });
}

const received = (): string[] => model.requests.map(({ raw }) => new TextDecoder().decode(raw));

test("no masked value of twenty files reaches a hostile model or our own server, in any encoding", async ({ page }) => {
  const sent = outbound(page);
  await page.goto("/");
  await add(page, files.map(({ file }) => file));
  for (const at of files.keys()) await attacked(page, at);
  const everything = [...received(), ...sent].join("\n");
  const leaked = files.flatMap(({ canaries }) => found(everything, listed(canaries)));
  const searches = [...everything.matchAll(/found (\d+) of 200 in True/g)].map(([, hits]) => Number(hits));
  console.log(`canaries: ${files.length} files x 200 values, ${model.requests.length} requests to the model, ${sent.length} to our server: ${leaked.length} found`);
  console.log(`searches of the kernel's files and memory: ${searches.length}, values found: ${searches.reduce((sum, hits) => sum + hits, 0)}`);
  nothingGotThrough("canaries to the model", leaked);
  expect(model.requests.length).toBeGreaterThanOrEqual(files.length * 7);
  expect(searches.length).toBeGreaterThanOrEqual(4);
  nothingGotThrough("canaries in what the model saw", searches.filter((count) => count > 0));
  expect(everything).toMatch(/person_[0-9A-Z]{8}/);
});

/** Puts a policy in force, as the administrator would; null takes it back. */
async function decree(page: Page, policy: object | null): Promise<void> {
  const answered = await page.request.post("/api/policy", {
    headers: { Authorization: "Bearer only-for-the-end-to-end-tests", Origin: new URL(page.url()).origin },
    data: { policy },
  });
  expect(answered.status(), await answered.text()).toBe(200);
  await page.waitForTimeout(1_500);
  await page.reload();
}

test("what the model saw is there to read, byte for byte, and names no value", async ({ page }) => {
  await page.goto("/");
  await add(page, files.slice(0, 1).map(({ file }) => file));
  model.requests.splice(0);
  await attacked(page, 0);
  await page.getByRole("button", { name: "What the model saw" }).last().click();
  const dialog = page.getByRole("dialog", { name: "What the model saw" });
  await expect(dialog).toContainText("System prompt");
  await expect(dialog.getByRole("tab").first()).toBeVisible();
  const kept = await page.evaluate(async () => {
    const request = indexedDB.open("sandpiper");
    const db = await new Promise<IDBDatabase>((resolve) => { request.onsuccess = () => resolve(request.result); });
    const all = db.transaction("sent").objectStore("sent").getAll();
    return new Promise<string[]>((resolve) => { all.onsuccess = () => resolve(all.result.map((row) => JSON.stringify(row.sent))); });
  });
  expect(kept.length).toBeGreaterThanOrEqual(model.requests.length);
  nothingGotThrough("canaries kept", found(kept.join("\n"), listed(files[0]?.canaries ?? { names: [], emails: [], phones: [], ibans: [], notes: [] })));
});

test.describe("under another policy", () => {
  test.beforeEach(async ({ page }) => {
    await page.goto("/");
    model.requests.splice(0);
  });
  test.afterEach(({ page }) => decree(page, null));

  test("in open mode the same attack does carry them out, so the search would have found them", async ({ page }) => {
    await decree(page, { masking: { mode: "open" } });
    const first = files.slice(0, 1);
    await add(page, first.map(({ file }) => file));
    await attacked(page, 0);
    const leaked = first.flatMap(({ canaries }) => found(received().join("\n"), listed(canaries)));
    console.log(`control, open mode: ${leaked.length} of 200 values found`);
    expect(leaked.length).toBeGreaterThan(150);
  });

  test("in schema-only mode no cell at all arrives, masked or not", async ({ page }) => {
    await decree(page, { masking: { mode: "schema-only" } });
    await add(page, files.slice(3, 4).map(({ file }) => file));
    await attacked(page, 3, 0);
    const everything = received().map((text) => text.slice(text.indexOf('"role":"user"'))).join("\n");
    expect(everything).not.toMatch(/North|South/);
    expect(everything).toContain("kept from the model by the policy");
  });
});
