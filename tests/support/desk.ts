import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type BrowserContext, type Download, expect, type Locator, type Page } from "@playwright/test";
import { root } from "./pyodide.ts";

export type Given = { name: string; bytes: Uint8Array | string };

/** A file of this checkout, as a person would pick it. */
export async function given(path: string): Promise<Given> {
  return { name: path.split("/").at(-1) ?? path, bytes: await readFile(join(root, path)) };
}

const boot = 120_000;

/** Waits until the page listens: what is dropped, pasted or pressed before is nobody's. */
export async function alive(page: Page): Promise<void> {
  await page.waitForFunction(() => "sandpiperDoor" in globalThis);
}

/** From now on the chooser of files is the test's. Asked for just before the key that opens it, that may come too late. */
export function watchChooser(page: Page): void {
  page.on("filechooser", () => undefined);
}

/** Hands files to the page and waits until each is a card that says how many rows it has. */
export async function add(page: Page, files: readonly Given[]): Promise<void> {
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles(files.map(({ name, bytes }) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) })));
  for (const { name } of files) await expect(card(page, name)).toContainText(/\d rows?/, { timeout: boot });
}

export const card = (page: Page, name: string): Locator => page.getByRole("article", { name });

/** Asks, and gives the turn as soon as it is there (a question may have to wait for its files); it may still be running. */
export async function ask(page: Page, question: string): Promise<Locator> {
  const box = page.getByRole("textbox", { name: "Question" });
  await box.fill(question);
  await box.press("Enter");
  const turn = page.getByRole("article", { name: question, exact: true }).last();
  await expect(turn).toBeVisible({ timeout: boot });
  return turn;
}

/** Asks and waits for the end of the turn. */
export async function answer(page: Page, question: string): Promise<Locator> {
  const turn = await ask(page, question);
  await expect(turn).toHaveAttribute("aria-busy", "false", { timeout: 150_000 });
  return turn;
}

/** The steps of a turn that has ended, unfolded. */
export async function steps(turn: Locator): Promise<Locator> {
  const fold = turn.getByRole("button", { name: /How it was worked out/ });
  if ((await fold.getAttribute("aria-expanded")) !== "true") await fold.click();
  return turn.locator("ol").first();
}

export async function bytesOf(download: Download): Promise<Uint8Array> {
  return readFile(await download.path());
}

/** Every request that leaves for another host than `origin`, by the browser's own record. */
export function foreignRequests(context: BrowserContext, origin: string): string[] {
  const foreign: string[] = [];
  context.on("request", (request) => {
    const { protocol, origin: target } = new URL(request.url());
    if (!["blob:", "data:"].includes(protocol) && target !== origin) foreign.push(request.url());
  });
  return foreign;
}
