import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { verifyFile } from "../../lib/browser/admin/verify-file.ts";
import { numbers } from "./chain.ts";
import { type Export, entries, heads, kinds, publicKey, size, tamper } from "./tamper.ts";

const key = createHash("sha256").update(Buffer.from(publicKey, "base64")).digest("hex");
const header = { type: "header", format: "sandpiper-audit 1", at: "2026-11-24T00:00:00.000Z", app: "test", key, publicKey, problem: null };
const line = (value: unknown) => `${JSON.stringify(value)}\n`;

const fileOf = ({ entries, heads }: Export, top: unknown = header) =>
  new Blob([line(top), ...heads.map((head) => line({ type: "head", head })), ...entries.map((entry) => line({ type: "entry", entry }))]);

const checked = (file: Blob) => verifyFile(file, null, () => undefined, new AbortController().signal);

test("the page finds a sound export sound, with its signatures", async () => {
  expect(await checked(fileOf({ entries, heads }))).toMatchObject({
    type: "checked",
    key,
    signatures: true,
    result: { ok: true, entries: size, signed: { seq: size } },
  });
});

test("each of 110 edits, deletions, swaps, cut tails and forgeries of an exported file is found by the page at its place and named", async () => {
  const next = numbers(11);
  const found = new Map(kinds.map((kind) => [kind, 0]));
  for (let round = 0; round < 110; round += 1) {
    const { kind, at, says, ...bad } = tamper(round, next);
    const verdict = await checked(fileOf(bad));
    expect(verdict, `${kind}, round ${round}`).toMatchObject({
      type: "checked",
      result: { ok: false, at, reason: expect.stringMatching(says) },
    });
    found.set(kind, (found.get(kind) ?? 0) + 1);
  }
  const sum = [...found.values()].reduce((a, b) => a + b, 0);
  console.log(`altered files: ${sum} of 110 found by the page`);
  expect(sum).toBe(110);
}, 120_000);

test("a head noted elsewhere shows an export that was cut back", async () => {
  const old = { entries: entries.slice(0, 40), heads: heads.filter(({ seq }) => seq <= 40) };
  expect(await checked(fileOf(old))).toMatchObject({ result: { ok: true, entries: 40 } });
  const known = { seq: size, hash: entries.at(-1)?.hash ?? "" };
  const verdict = await verifyFile(fileOf(old), known, () => undefined, new AbortController().signal);
  expect(verdict).toMatchObject({ result: { ok: false, kind: "cut", at: 41 } });
});

test("what is no export is called so, and a key that does not fit its fingerprint is not believed", async () => {
  for (const text of ["", "{}", "PK\u0003\u0004", `${line({ type: "entry", entry: {} })}`, "null\n"])
    expect(await checked(new Blob([text])), text).toMatchObject({ type: "not-an-export" });
  expect(await checked(fileOf({ entries, heads }, { ...header, key: "0".repeat(64) }))).toMatchObject({ type: "not-an-export" });
  const late = new Blob([line(header), line({ type: "entry", entry: entries[0] }), line({ type: "head", head: heads[0] })]);
  expect(await checked(late)).toMatchObject({ type: "not-an-export" });
});

test("a line that is no JSON stands for an entry that is none", async () => {
  const broken = new Blob([
    line(header),
    ...heads.map((head) => line({ type: "head", head })),
    "{oops\n",
    ...entries.slice(1).map((entry) => line({ type: "entry", entry })),
  ]);
  expect(await checked(broken)).toMatchObject({ result: { ok: false, kind: "malformed", at: 1 } });
});
