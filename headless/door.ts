import type { Page } from "@playwright/test";
import { z } from "zod";
import { fromLines } from "../lib/agent/journal.ts";
import type { Door } from "../lib/browser/door.ts";
import { Cell } from "../lib/protocol/artifact.ts";
import type { AgentEvent } from "../lib/protocol/event.ts";

declare global {
  var sandpiperDoor: Door | undefined;
}

const FileNow = z.object({
  name: z.string(),
  bytes: z.number(),
  sha256: z.string().nullable(),
  state: z.enum(["waiting", "reading", "open", "failed"]),
  tables: z.array(z.object({ variable: z.string(), rows: z.number(), columns: z.number() })),
  problems: z.array(z.string()),
});
export type FileNow = z.infer<typeof FileNow>;

const Now = z.object({
  phase: z.enum(["starting", "ready"]),
  pending: z.boolean(),
  model: z.string(),
  models: z.array(z.object({ id: z.string(), label: z.string() })),
  kernel: z.string(),
  files: z.array(FileNow),
  turns: z.array(z.object({ status: z.string(), steps: z.number(), state: z.string() })),
  notices: z.array(z.string()),
});
export type Now = z.infer<typeof Now>;

const Kept = z.object({ id: z.string(), lines: z.string() });

/** Null until the page's core stands. */
export async function now(page: Page): Promise<Now | null> {
  const text = await page.evaluate(() => globalThis.sandpiperDoor?.now() ?? null);
  return text === null ? null : Now.parse(JSON.parse(text));
}

/** The journal as it was kept, masked. */
export async function journal(page: Page): Promise<z.infer<typeof Kept>> {
  return Kept.parse(JSON.parse(await page.evaluate(async () => (await globalThis.sandpiperDoor?.journal()) ?? "null")));
}

/** The events as the person may read them; null where the audit could not take down that they leave the page. */
export async function shown(page: Page): Promise<AgentEvent[] | null> {
  const lines = await page.evaluate(async () => (await globalThis.sandpiperDoor?.shown()) ?? null);
  return lines === null ? null : fromLines(lines).events;
}

/** All rows of a table; null where its kernel is gone. */
export async function rows(page: Page, id: string): Promise<Cell[][] | null> {
  const text = await page.evaluate(async (table) => (await globalThis.sandpiperDoor?.rows(table)) ?? "null", id);
  return z.array(z.array(Cell)).nullable().parse(JSON.parse(text));
}
