import { expect, type Locator, type Page, test } from "@playwright/test";
import { add, answer, ask, card, steps } from "../support/desk.ts";
import { found, type FaultRow } from "../support/fault-rows.ts";
import { fence } from "../support/scripted/reply.ts";
import { type Scripted, startScripted } from "../support/scripted-server.ts";

test.describe.configure({ timeout: 300_000 });

const sales = ["region,amount", "North,10", "South,20"].join("\n");
const more = ["city,visits", "Oslo,3", "Rome,4"].join("\n");
let model: Scripted;

test.beforeAll(async () => {
  model = await startScripted({ script: [], port: Number(process.env.MODEL_PORT), key: "test-key" });
});
test.afterAll(() => model.close());

const begins = fence("I begin.", "import time\nprint('begun', flush=True)\ntime.sleep(25)");
const keeps = fence("I keep it.", 'kept = int(sales["amount"].sum()) + 11\nfinal_answer(f"Kept {kept}.")');
const looks = fence("I look.", 'final_answer(f"Still {kept}.")');
const slow = { ...fence("I take my time to say what I am about to do. ".repeat(20), "print('never')"), pace: 150 };

/** From now on these replies, in their order; the last one again and again. */
function says(...replies: ReturnType<typeof fence>[]) {
  const from = model.requests.length;
  model.play((seen) => replies[Math.min(seen.index - from, replies.length - 1)] ?? { text: "" });
}

const ended = (turn: Locator) => expect(turn).toHaveAttribute("aria-busy", "false", { timeout: 90_000 });

/** A session with one finished turn, whose variable `kept` later ones ask for. */
async function begun(page: Page): Promise<void> {
  await page.goto("/");
  await add(page, [{ name: "sales.csv", bytes: sales }]);
  says(keeps);
  await expect(await answer(page, "Keep it")).toContainText("Kept 41.");
}

/** What was finished is there, and the page takes another question, with the variables of before. */
async function alive(page: Page, question: string): Promise<string> {
  await expect(page.getByRole("article", { name: "Keep it" })).toContainText("Kept 41.");
  says(looks);
  await expect(await answer(page, question)).toContainText("Still 41.");
  return "works, variables are there again";
}

/** What the page itself has told the model since its request of that number; heard also of a page that the driver has lost sight of. */
const toldSince = (from: number) => model.requests.slice(from).map(({ messages }) => messages.at(-1)?.content ?? "").join("\n");

test("frames that are taken away under a run end it by name; Python, files and variables come back", async ({ page }) => {
  await begun(page);
  const from = model.requests.length;
  says(begins, looks);
  const turn = await ask(page, "Take the frames away");
  await expect(turn).toContainText("begun", { timeout: 60_000 });
  const since = performance.now();
  await page.evaluate(() => {
    for (const frame of document.querySelectorAll("iframe")) frame.remove();
  });
  await expect.poll(() => toldSince(from), { timeout: 60_000 }).toContain("The sandbox's process ended");
  const ms = performance.now() - since;
  await ended(turn);
  await expect(turn).toContainText("Still 41.");
  await expect(await steps(turn)).toContainText("process ended");
  const after = await alive(page, "And without them?");
  await add(page, [{ name: "more.csv", bytes: more }]);
  found("page", "frames", [{ fault: "frames taken out of the page in mid-run", outcome: "killed memory lost", ms, after }]);
});

test("a reply that a lost network or a reload cuts off ends by name, nothing of it runs, and what was finished stays", async ({ page, context }) => {
  await begun(page);
  const streams = async (question: string) => {
    says(slow);
    const turn = await ask(page, question);
    await expect(turn).toContainText("I take my time", { timeout: 60_000 });
    return turn;
  };
  const cut = await streams("While offline?");
  let since = performance.now();
  await context.setOffline(true);
  await ended(cut);
  const rows: FaultRow[] = [{ fault: "network gone in mid-stream", outcome: "turn failed: said", ms: performance.now() - since, after: "works" }];
  await expect(cut).toContainText("could not be reached");
  says(looks);
  await expect(await answer(page, "Offline still?")).toContainText("could not be reached");
  await context.setOffline(false);
  const after = await alive(page, "Online again?");

  await streams("While it loads?");
  since = performance.now();
  await page.reload();
  const turn = page.getByRole("article", { name: "While it loads?" });
  await ended(turn);
  rows.push({ fault: "reload in mid-stream", outcome: "turn marked as cut off", ms: performance.now() - since, after });
  await expect(turn).toContainText("The page was closed while this ran");
  await expect(turn).not.toContainText("never");
  rows.push({ fault: "a question without a network", outcome: "turn failed: said", ms: 0, after: await alive(page, "And after the reload?") });
  found("page", "cut", rows);
});

test("when the frames' process crashes in mid-run the page goes on; when its own does, it comes back with all that was finished", async ({ page, context }) => {
  await begun(page);
  const from = model.requests.length;
  says(begins, looks);
  await expect(await ask(page, "Crash the frames")).toContainText("begun", { timeout: 60_000 });
  let since = performance.now();
  for (const frame of page.frames().slice(1)) void (await context.newCDPSession(frame)).send("Page.crash").catch(() => undefined);
  // The driver takes a frame that crashed for the page; the page itself goes on, as the model hears.
  await expect.poll(() => toldSince(from), { timeout: 60_000 }).toContain("The sandbox's process ended");
  const ms = performance.now() - since;
  const other = await context.newPage();
  await page.close();
  await other.goto("/");
  const crashed = other.getByRole("article", { name: "Crash the frames" });
  await ended(crashed);
  await expect(await steps(crashed)).toContainText("process ended");
  const rows: FaultRow[] = [{ fault: "process of the frames crashed in mid-run", outcome: "killed memory lost", ms, after: await alive(other, "And without it?") }];

  says(begins);
  await expect(await ask(other, "Wait for it")).toContainText("begun", { timeout: 60_000 });
  const gone = other.waitForEvent("crash");
  void (await context.newCDPSession(other)).send("Page.crash").catch(() => undefined);
  await gone;
  await other.close();
  since = performance.now();
  const back = await context.newPage();
  await back.goto("/");
  await expect(back.getByRole("article", { name: "Wait for it" })).toContainText("Cut off before it ended");
  const backMs = performance.now() - since;
  await expect(card(back, "sales.csv")).toBeVisible();
  rows.push({ fault: "renderer of the page crashed in mid-run", outcome: "session back, run marked", ms: backMs, after: await alive(back, "Here again?") });
  found("page", "renderer", rows);
});
