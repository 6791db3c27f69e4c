import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "@playwright/test";
import { z } from "zod";
import { auditOf, recordsIn } from "../headless/audit.ts";
import { openBrowser } from "../headless/browser.ts";
import { type Server, startServer } from "../headless/server.ts";
import { holdSession } from "../headless/session.ts";
import type { ModelChoice } from "./models.ts";
import type { Way } from "./way.ts";

const Counted = z.object({ maskCounts: z.record(z.string(), z.number()).optional() });

export interface Product extends Way {
  readonly server: Server;
  readonly browser: Browser;
}

/** The very product: its server, its page in a real browser, its sandbox, its audit. */
export async function productWay(choice: ModelChoice, setting: { folder: string; policyFile: string | null; timeoutMs: number; tell: (line: string) => void }): Promise<Product> {
  const server = await startServer({ policyFile: setting.policyFile, baseUrl: choice.baseUrl, model: choice.baseUrl ? choice.model : null, keyFrom: choice.keyFrom });
  const browser = await openBrowser().catch(async (error: unknown) => {
    await server.close();
    throw error;
  });
  /** The page asks only where there is a file; questions of code alone bring none. */
  const empty = join(mkdtempSync(join(tmpdir(), "sandpiper-eval-")), "nothing.csv");
  writeFileSync(empty, "nothing\n0\n");
  return {
    server,
    browser,
    async ask(item, question, signal) {
      const files = item.files.length > 0 ? item.files.map((file) => join(setting.folder, file)) : [empty];
      const job = { files, questions: [question], model: choice.model, timeoutMs: setting.timeoutMs };
      const held = await holdSession(browser, server.url, job, signal, (line) => setting.tell(`[${item.id}] ${line}`));
      const audit = await auditOf(server, held.id);
      return { ended: held.ended, session: held.session, model: held.model, journal: held.journal, seconds: held.ms / 1_000, masks: audit.ok ? masksIn(audit.lines, held.id) : {} };
    },
    async close() {
      await browser.close().catch(() => undefined);
      await server.close();
    },
  };
}

/** What the audit says was masked in a session, added up by type. */
export function masksIn(lines: string, session: string): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const record of recordsIn(lines, session)) {
    const counts = Counted.safeParse(record).data?.maskCounts ?? {};
    for (const [type, count] of Object.entries(counts)) sums[type] = (sums[type] ?? 0) + count;
  }
  return sums;
}
