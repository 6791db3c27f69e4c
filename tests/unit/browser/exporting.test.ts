import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { foldAll } from "../../../lib/agent/fold.ts";
import type { Audit } from "../../../lib/agent/ports.ts";
import { recordExport, recordShown } from "../../../lib/browser/exporting.ts";
import { AuditRecord } from "../../../lib/protocol/audit.ts";
import type { AgentEvent } from "../../../lib/protocol/event.ts";

const at = { turn: 0, at: 0 };
const table = { id: "t1", kind: "table" as const, title: "Totals", columns: [], rows: [], totalRows: 0, totalColumns: 0 };
const seen = { stdout: "", stderr: "", droppedChars: 0, durationMs: 1, notes: [] };
const events: AgentEvent[] = [
  { type: "turn-started", ...at, question: "?", model: "m" },
  { type: "run-ended", ...at, step: 2, hints: [], observation: { status: "ok", ...seen, artifacts: [table], value: null, answer: null } },
  { type: "run-ended", ...at, step: 3, hints: [], observation: { status: "ok", ...seen, artifacts: [], value: null, answer: null } },
];

function book(answer: Awaited<ReturnType<Audit["append"]>> = { ok: true, receipt: "r" }) {
  const records: AuditRecord[] = [];
  const audit: Audit = {
    async append(record) {
      records.push(AuditRecord.parse(record));
      return answer;
    },
  };
  return { audit, id: "s1", session: foldAll(events), records };
}

const leaving = { artifact: "t1", file: "totals.csv", format: "csv", content: new Blob(["a,b\r\nö,1\r\n"]), unmasked: true };

test("an export is recorded with the digest of its bytes, at the step that made it", async () => {
  const { records, ...mine } = book();
  expect(await recordExport(mine, leaving)).toEqual({ ok: true });
  const sha256 = createHash("sha256").update("a,b\r\nö,1\r\n").digest("hex");
  const place = { session: "s1", turn: 0, step: 2, attempt: 0 };
  expect(records).toEqual([{ type: "export", ...place, file: "totals.csv", format: "csv", bytes: 11, sha256, unmasked: true }]);
});

test("what cannot be recorded is not to be handed out, and the reason is told", async () => {
  const { records: _, ...mine } = book({ ok: false, reason: "The disk is full." });
  expect(await recordExport(mine, leaving)).toEqual({ ok: false, reason: "The disk is full." });
});

test("showing masked values in clear is recorded by column and count", async () => {
  const { records, ...mine } = book();
  await recordShown(mine, { artifact: null, table: "Totals", column: "name", values: 7 });
  expect(records).toEqual([{ type: "unmask", session: "s1", turn: 0, step: 3, attempt: 0, table: "Totals", column: "name", values: 7 }]);
});
