import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { verify } from "../../lib/policy/chain/verify.ts";
import { nodeCrypto as crypto } from "../../lib/server/audit/crypto.ts";
import { read } from "../../lib/server/audit/read.ts";
import { Sqlite } from "../../lib/server/audit/sqlite.ts";
import { found } from "../support/fault-rows.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder() {
  const folder = join(mkdtempSync(join(tmpdir(), "sandpiper-audit-")), "data");
  folders.push(join(folder, ".."));
  return folder;
}

const appender = join(import.meta.dirname, "appender.ts");

/** Node in a process group of its own, under a shell where limits are to be set. */
const start = (args: string[], limit = "") =>
  spawn("sh", ["-c", `${limit} exec "$0" "$@"`, process.execPath, appender, ...args], { stdio: ["ignore", "pipe", "pipe"] });

/** What the process said until it ended; only whole lines were acknowledged. */
async function said(child: ChildProcess, onLine: (count: number) => void = () => {}) {
  let [out, error] = ["", ""];
  child.stdout?.on("data", (piece) => {
    out += piece;
    onLine(out.split("\n").length - 1);
  });
  child.stderr?.on("data", (piece) => {
    error += piece;
  });
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  const receipts = out
    .split("\n")
    .slice(0, -1)
    .map((line) => ({ seq: Number(line.split(" ")[0]), hash: line.split(" ")[1] }));
  return { receipts, error, code };
}

async function entriesOf(folder: string) {
  const database = new Sqlite(folder);
  const { entries } = await read(database, { after: 0, limit: 1_000_000 });
  await database.close();
  return entries;
}

test("kill -9 a hundred times loses nothing that was acknowledged", { timeout: 300_000 }, async () => {
  const folder = newFolder();
  const acknowledged: { seq: number; hash: string | undefined }[] = [];
  const since = performance.now();
  for (let round = 0; round < 50; round += 1) {
    const children = [0, 1].map((which) => ({
      child: start([folder, `round-${round}-${which}`, "100000"]),
      enough: 1 + ((round * 7 + which * 3) % 23),
    }));
    const both = children.map(({ child, enough }) => said(child, (lines) => lines >= enough && child.kill("SIGKILL")));
    for (const { receipts } of await Promise.all(both)) acknowledged.push(...receipts);
  }
  const entries = await entriesOf(folder);
  const lost = acknowledged.filter(({ seq, hash }) => hashOf(entries[seq - 1]) !== hash);
  console.log(`kill -9, 100 times: ${acknowledged.length} acknowledged, ${lost.length} lost, ${entries.length} on record`);
  found("server", "kill", [{ fault: "kill -9 during appends, 100 times", outcome: `${lost.length} of ${acknowledged.length} acknowledged lost`, ms: performance.now() - since, after: "one sound chain" }]);
  expect(lost).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(500);
  expect(verify(entries, { crypto })).toMatchObject({ ok: true, entries: entries.length });
});

const hashOf = (entry: unknown) => z.object({ hash: z.string() }).safeParse(entry).data?.hash;

test("200 appends from two processes at once make one sound chain that holds all of them", { timeout: 60_000 }, async () => {
  const folder = newFolder();
  const both = await Promise.all([said(start([folder, "one", "100"])), said(start([folder, "two", "100"]))]);
  expect(both.map(({ code, error }) => ({ code, error: error.replace(/\(node:.*\n.*\n/g, "") }))).toEqual([
    { code: 0, error: "" },
    { code: 0, error: "" },
  ]);
  const entries = await entriesOf(folder);
  expect(verify(entries, { crypto })).toMatchObject({ ok: true, entries: 200 });
  const seqs = both.flatMap(({ receipts }) => receipts.map(({ seq }) => seq));
  expect(new Set(seqs).size).toBe(200);
  const turns = both.map(({ receipts }) => receipts[0]?.seq ?? 0);
  expect(Math.max(...turns)).toBeLessThan(200);
});

test("a disk that is full ends in a readable reason, and nothing acknowledged is lost", { timeout: 60_000 }, async () => {
  const folder = newFolder();
  const since = performance.now();
  const { receipts, code, error } = await said(start([folder, "full", "100000"], "ulimit -f 1000;"));
  const ms = performance.now() - since;
  expect(code).toBe(1);
  expect(error).toContain("Nothing runs without it");
  expect(receipts.length).toBeGreaterThan(10);
  const entries = await entriesOf(folder);
  for (const { seq, hash } of receipts) expect(entries[seq - 1]).toMatchObject({ seq, hash });
  expect(verify(entries, { crypto })).toMatchObject({ ok: true });
  found("server", "full", [{ fault: "a disk that becomes full during appends", outcome: "refused, reason said", ms, after: `${receipts.length} acknowledged, 0 lost, one sound chain` }]);
});

test("a process that writes on and on, on a slow disk, leaves room for another", { timeout: 60_000 }, async () => {
  const folder = newFolder();
  const hog = spawn(process.execPath, [join(import.meta.dirname, "hog.ts"), folder, "50"], { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((resolve) => hog.stdout.once("data", resolve));
  const database = new Sqlite(folder);
  const waits: number[] = [];
  for (let at = 0; at < 12; at += 1) {
    const began = performance.now();
    await database.alone((sql) => sql("SELECT 1"));
    waits.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  hog.kill("SIGKILL");
  await database.close();
  console.log(
    `beside a process that holds the audit 50 ms at a time without a pause: 12 of 12 written, longest wait ${Math.max(...waits).toFixed(0)} ms`,
  );
});
