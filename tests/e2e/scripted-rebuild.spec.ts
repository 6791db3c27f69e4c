import { expect, type Page, test } from "@playwright/test";
import { add, answer, steps } from "../support/desk.ts";
import { entriesAfter, lastSeq } from "../support/entries.ts";
import { fence } from "../support/scripted/reply.ts";
import { type Scripted, startScripted } from "../support/scripted-server.ts";

test.describe.configure({ timeout: 300_000 });

const people = ["name,email,amount", "Ann Lee,ann.lee@acme.example,10", "Bo Ek,bo.ek@mail.example,20", "Cy Roe,cy.roe@acme.example,35"].join("\n");
let model: Scripted;

test.beforeAll(async () => {
  model = await startScripted({ script: [], port: Number(process.env.MODEL_PORT), key: "test-key" });
});
test.afterAll(() => model.close());

const make = fence(
  "I begin.",
  `import random
import numpy as np
luck = [random.random(), float(np.random.default_rng().random())]
people["twice"] = people["amount"] * 2
def add(x, seen=[]):
    seen.append(x)
    return seen
add("one")
open("/output/notes.txt", "w").write("first")
print("FIRST", luck, list(people["email"]))`,
);
const more = fence("I go on.", `people.loc[0, "twice"] = 99\nadd("two")\nluck.append(random.random())\nfinal_answer("Made.")`);
const look = (end: string) =>
  fence("I look.", `print("NOW", luck, list(people["twice"]), add("x")[:-1], open("/output/notes.txt").read(), list(people["email"]))\nadd.__defaults__[0].pop()\nfinal_answer("${end}")`);
const die = fence("I break it.", `import os\nlate = 1\nos.abort()`);

/** What a script of the last turn printed after a mark. */
async function printed(page: Page, mark: string): Promise<string> {
  const text = await (await steps(page.getByRole("article").last())).innerText();
  return text.split("\n").find((line) => line.startsWith(mark))?.slice(mark.length) ?? `nothing after ${mark}: ${text}`;
}

test("variables outlive a death of Python and a reload: what runs on record had made is made again, under masking", async ({ page, request }) => {
  const replies = [make, more, look("As made."), die, look("After the death."), look("After the reload.")];
  const from = model.requests.length;
  model.play((seen) => replies[seen.index - from] ?? { text: "" });
  await page.goto("/");
  await add(page, [{ name: "people.csv", bytes: people }]);
  await answer(page, "Make it");
  await answer(page, "Look at it");
  const before = await printed(page, "NOW");
  expect(before).toContain("one");
  const seq = await lastSeq(request);

  const turn = await answer(page, "Break it, then look");
  await expect(turn).toContainText("After the death.");
  expect(await printed(page, "NOW")).toBe(before);
  await expect(turn.locator("[data-rebuilt]")).toHaveAttribute("data-rebuilt", "whole");
  await steps(turn);
  await page.screenshot({ path: "test-results/rebuilt-1440.png", fullPage: true });
  const told = JSON.stringify(model.requests[from + 4]?.messages);
  expect(told).toContain("The variables of earlier steps are there again.");
  expect(told).not.toContain("ann.lee@acme");

  await page.reload();
  const last = await answer(page, "Look once more");
  await expect(last).toContainText("After the reload.");
  expect(await printed(page, "NOW")).toBe(before);

  const entries = await entriesAfter(request, seq);
  const permits = entries.filter(({ record }) => record.type === "run");
  const repeated = permits.filter(({ record }) => record.replays !== undefined);
  console.log(`rebuild in the browser: equal after a death and after a reload; ${repeated.length} runs repeated, each with a permit that names the first`);
  expect(repeated.map(({ record }) => [record.turn, record.step])).toEqual([[0, 0], [0, 1], [1, 0], [0, 0], [0, 1], [1, 0], [2, 1]]);
  for (const { record } of repeated) expect(record.replays).toMatch(/^[0-9a-f]{64}$/);
  expect(await page.locator("article").filter({ hasText: "notes.txt" }).count()).toBeLessThanOrEqual(2);
});
