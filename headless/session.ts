import { setTimeout as pause } from "node:timers/promises";
import type { Browser, Page } from "@playwright/test";
import { type Now, now } from "./door.ts";
import { gather, type Held, unreadOf } from "./gather.ts";
import { type Ended, Trouble } from "./outcome.ts";

export interface Job {
  /** Paths on this machine. */
  readonly files: readonly string[];
  /** Asked one after the other, in one session. */
  readonly questions: readonly string[];
  /** Null: the server's default. */
  readonly model: string | null;
  readonly timeoutMs: number;
  /** Says yes to each script that waits for a person; without it such a turn is stopped. */
  readonly approve?: boolean;
}

type Telling = (line: string) => void;

const lookMs = 150;
const startMs = 120_000;

/** Asks the product's own page, in a browser context of its own. An aborted signal presses Stop and takes what there is. */
export async function holdSession(browser: Browser, url: string, job: Job, signal: AbortSignal, tell: Telling): Promise<Held> {
  const started = performance.now();
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    const limit = AbortSignal.any([signal, AbortSignal.timeout(job.timeoutMs)]);
    const reached = await drive(page, url, job, limit, tell);
    return await gather(page, { ended: limit.aborted && !signal.aborted ? "timeout" : reached, started });
  } finally {
    await context.close().catch(() => undefined);
  }
}

async function drive(page: Page, url: string, job: Job, signal: AbortSignal, tell: Telling): Promise<Ended | null> {
  await page.goto(url).catch((error: unknown) => {
    throw new Trouble("server", `The page at ${url} could not be opened: ${error instanceof Error ? error.message.split("\n")[0] : error}`);
  });
  await until(page, (seen) => seen.phase === "ready", { signal, within: startMs });
  if (signal.aborted) return "stopped";
  refuseUnoffered(await now(page), job.model);
  if (!(await drop(page, job.files, signal, tell))) return null;
  await choose(page, job.model);
  for (const [at, question] of job.questions.entries()) {
    if (signal.aborted) return "stopped";
    if (job.questions.length > 1) tell(`question ${at + 1} of ${job.questions.length}`);
    await ask(page, { question, at, approve: job.approve ?? false }, signal, tell);
  }
  return null;
}

/** Looks until `done`; false once the signal is aborted or the time is over. */
async function until(page: Page, done: (seen: Now) => boolean, { signal, within }: { signal: AbortSignal; within: number }): Promise<boolean> {
  for (const end = Date.now() + within; Date.now() < end && !signal.aborted; await pause(lookMs)) {
    const seen = await now(page);
    if (seen && done(seen)) return true;
  }
  if (!signal.aborted && within === startMs) throw new Trouble("server", "The page did not become ready. A server of an older version has no door for the command line.");
  return false;
}

/** False where no file could be read, so that nothing can be asked. */
async function drop(page: Page, files: readonly string[], signal: AbortSignal, tell: Telling): Promise<boolean> {
  await page.locator("input[type=file]").first().setInputFiles([...files]);
  tell("reading the files");
  await until(page, ({ files: seen }) => seen.length >= files.length && seen.every(({ state }) => state === "open" || state === "failed"), {
    signal,
    within: 600_000,
  });
  const seen = (await now(page))?.files ?? [];
  for (const file of seen) if (file.state === "failed") tell(unreadOf(file));
  return signal.aborted || seen.some(({ state }) => state === "open");
}

/** Before files are read for nothing. */
function refuseUnoffered(seen: Now | null, model: string | null): void {
  if (model === null || !seen || seen.models.some(({ id }) => id === model)) return;
  throw new Trouble("usage", `The server offers no model ${model}; it offers ${seen.models.map(({ id }) => id).join(", ")}.`);
}

/** Through the menu, as a person would; it is there once files are. */
async function choose(page: Page, model: string | null): Promise<void> {
  const seen = await now(page);
  const wanted = seen?.models.find(({ id }) => id === model);
  if (!wanted || seen?.model === model) return;
  await page.getByRole("button", { name: /^Model: / }).click();
  await page.getByRole("menuitemradio", { name: wanted.label }).first().click();
}

async function ask(page: Page, { question, at, approve }: { question: string; at: number; approve: boolean }, signal: AbortSignal, tell: Telling): Promise<void> {
  const box = page.locator("#question");
  await box.fill(question);
  await box.press("Enter");
  await until(page, ({ turns, pending, notices }) => turns.length > at || pending || notices.length > 0, { signal, within: 15_000 });
  const watch = watched(at, tell);
  for (;;) {
    if (!(await until(page, (seen) => watch(seen) !== "running", { signal, within: Number.POSITIVE_INFINITY }))) return stop(page);
    const seen = await now(page);
    if (seen && watch(seen) === "consulting") {
      tell("the code asks the person something, and there is none: it is told so");
      await page.getByRole("button", { name: "I cannot say", exact: true }).last().click();
      await until(page, (later) => watch(later) !== "consulting", { signal, within: 15_000 });
      continue;
    }
    if (!seen || watch(seen) !== "asking") return;
    if (!approve) {
      tell("the policy wants a person to let this script run; --approve says yes to every one");
      return stop(page);
    }
    await page.getByRole("button", { name: "Run", exact: true }).last().click();
    await until(page, (later) => watch(later) !== "asking", { signal, within: 15_000 });
  }
}

/** States of a step whose names alone would not say it. */
const inWords: Readonly<Record<string, string>> = {
  chosen: "the code is written",
  asking: "a person must let the code run",
  declined: "the code was not let run",
  permitted: "the code may run",
  ran: "the code has run",
  refused: "the policy refused the code",
  denied: "the code was not let run",
  consulting: "the code asks the person",
};

/** Where a question stands; each change is told once. */
function watched(at: number, tell: Telling): (seen: Now) => "running" | "asking" | "consulting" | "over" {
  let told = "";
  return ({ turns, pending }) => {
    const turn = turns[at];
    const line = turn?.status === "running" ? `step ${Math.max(1, turn.steps)}: ${inWords[turn.state] ?? turn.state}` : "";
    if (line && line !== told) tell(line);
    told = line || told;
    if (pending || turn?.status === "running") return turn?.status === "running" && (turn.state === "asking" || turn.state === "consulting") ? turn.state : "running";
    return "over";
  };
}

/** Presses Stop and gives the turn a moment to end in its own words. */
async function stop(page: Page): Promise<void> {
  await page
    .getByRole("button", { name: "Stop" })
    .click({ timeout: 2_000 })
    .catch(() => undefined);
  await until(page, ({ turns }) => turns.at(-1)?.status !== "running", { signal: new AbortController().signal, within: 8_000 });
}
