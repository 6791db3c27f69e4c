import { expect } from "@playwright/test";
import { add, answer, ask } from "../support/desk.ts";

const regions = ["North", "South", "East", "West"];
const csv = ["region,email,amount", ...Array.from({ length: 400 }, (_, at) => `${regions[at % 4]},person.${at}@mail.example,${at}`)].join("\n");
const total = (400 * 399) / 2;
const patience = { timeout: 150_000 };

async function says(page, question, answered) {
  await expect(await answer(page, question)).toContainText(answered, patience);
}

async function fresh(page) {
  await page.getByRole("button", { name: "New session" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Ask your data a question", patience);
}

/** All sessions that the list has, one after the other, as a person deletes them. */
async function clear(page) {
  await page.getByRole("button", { name: "Sessions", exact: true }).click();
  const sheet = page.getByRole("dialog", { name: "Sessions" });
  await expect(sheet).toBeVisible(patience);
  const more = sheet.getByRole("button", { name: /^More for / });
  await expect(more.first()).toBeVisible(patience);
  for (let left = await more.count(); left > 0; left -= 1) {
    await more.first().click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Delete it" }).click();
    await expect(more).toHaveCount(left - 1, patience);
  }
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden(patience);
}

const given = [{ name: "sales.csv", bytes: csv }];

/** In the page that is never loaded again: runs, a run that is interrupted at its limit, one that takes Python along, and its variables made again. */
export async function work(page) {
  await add(page, given);
  await says(page, "total of it", `Total ${total}.`);
  await says(page, "chart of it", "Drawn.");
  await says(page, "loop for ever", `Still ${total}.`);
  await says(page, "sink into C", `Again ${total}.`);
  await fresh(page);
  // And once more while Python is still being started.
  await add(page, given);
  await fresh(page);
  await clear(page);
}

/** In another tab: a reload in the middle of a run, and on with the same session. */
export async function reload(page) {
  await add(page, given);
  await says(page, "total of it", `Total ${total}.`);
  const turn = await ask(page, "wait a minute");
  await expect(turn).toContainText("begun", patience);
  await page.reload();
  await expect(page.getByRole("article", { name: "wait a minute" })).toContainText("Cut off before it ended", patience);
  await says(page, "total once more", `Total ${total}.`);
  await fresh(page);
  await clear(page);
}
