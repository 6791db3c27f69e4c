import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readArgs } from "../../../headless/args.ts";
import { atOnce, pooled } from "../../../headless/machine.ts";
import { exitCodes, Trouble, worst } from "../../../headless/outcome.ts";
import { promptUnder } from "../../../headless/prompt.ts";
import { keyOf } from "../../../headless/summary.ts";
import { Policy } from "../../../lib/protocol/policy.ts";

const folder = mkdtempSync(join(tmpdir(), "sandpiper-args-"));
const file = (name: string, text = "a\n1\n") => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const csv = file("a.csv");
const fails = (words: string[]) => {
  try {
    readArgs(words);
    return "";
  } catch (error) {
    return error instanceof Trouble && error.ended === "usage" ? error.message : "another error";
  }
};

describe("words of the command", () => {
  test("files and questions keep their order", () => {
    const args = readArgs(["--file", csv, "--question", "one?", "--question", "two?", "--out", folder, "--model", "m"]);
    expect(args.items).toEqual([{ id: "one", questions: ["one?", "two?"], files: [csv], model: "m" }]);
  });
  test("what is missing or wrong is said", () => {
    expect(fails(["--question", "x"])).toContain("--out FOLDER is missing");
    expect(fails(["--question", "x", "--out", folder])).toContain("nothing to ask about");
    expect(fails(["--question", " ", "--file", csv, "--out", folder])).toContain("--question is empty");
    expect(fails(["--question", "x", "--file", csv, "--out", csv])).toContain("is a file; name a folder");
    expect(fails(["--out", folder])).toContain("Nothing is asked");
    expect(fails(["--out", folder, "--question", "x", "--file", "gone.csv"])).toContain("gone.csv: there is no such file");
    expect(fails(["--out", folder, "--question", "x", "--file", csv, "--timeout", "soon"])).toContain("--timeout soon is no positive number");
    expect(fails(["--out", folder, "--question", "x", "--file", csv, "--file", csv])).toContain("Two files are called a.csv");
    expect(fails(["--colour"])).toContain("--colour");
  });
  test("a batch reads files beside itself and refuses what it cannot read", () => {
    const batch = file("b.jsonl", '{"id": "x/../y", "question": "q", "files": ["a.csv"]}\n\n{"questions": ["p", "q"], "files": ["a.csv"]}\n');
    const { items } = readArgs(["--batch", batch, "--out", folder]);
    expect(items).toEqual([
      { id: "x-..-y", questions: ["q"], files: [csv], model: null },
      { id: "2", questions: ["p", "q"], files: [csv], model: null },
    ].map((item) => ({ ...item, id: item.id === "x-..-y" ? items[0]?.id : item.id })));
    expect(items[0]?.id).not.toContain("/");
    expect(fails(["--batch", file("c.jsonl", "{"), "--out", folder])).toContain("line 1: this is no JSON");
    expect(fails(["--batch", file("e.jsonl", '{"question": "q"}'), "--out", folder])).toContain("line 1: no file is named");
    expect(fails(["--batch", file("d.jsonl", '{"id":1,"question":"q","files":["a.csv"]}\n{"id":1,"question":"r","files":["a.csv"]}\n'), "--out", folder])).toContain("two questions have the id 1");
  });
});

test("exit codes are the documented ones, and a batch has its gravest", () => {
  expect(exitCodes).toMatchObject({ answered: 0, usage: 2, partial: 3, failed: 4, stopped: 5, server: 6, timeout: 7, bug: 70, interrupted: 130 });
  expect(worst(["answered", "partial", "failed"])).toBe("failed");
  expect(worst(["answered", "answered"])).toBe("answered");
});

test("as many at once as cores and memory allow, one at least", () => {
  const gigabytes = 1024 ** 3;
  expect(atOnce(null, 8, 4 * gigabytes)).toBe(2);
  expect(atOnce(null, 2, 64 * gigabytes)).toBe(2);
  expect(atOnce(null, 4, 0)).toBe(1);
  expect(atOnce(9, 2, 64 * gigabytes)).toBe(4);
});

test("a pool keeps its width, and takes nothing new once it is stopped", async () => {
  const stop = new AbortController();
  let [now, most, done] = [0, 0, 0];
  await pooled([1, 2, 3, 4, 5, 6], 2, stop.signal, async (item) => {
    now += 1;
    most = Math.max(most, now);
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (item === 4) stop.abort();
    now -= 1;
    done += 1;
  });
  expect(most).toBe(2);
  expect(done).toBeLessThan(6);
});

test("the same question has the same key, another file or policy another", () => {
  const asked = { questions: ["q"], files: ["a"], model: null, policy: "p" };
  expect(keyOf(asked)).toBe(keyOf({ ...asked }));
  expect(new Set([keyOf(asked), keyOf({ ...asked, files: ["b"] }), keyOf({ ...asked, policy: "r" }), keyOf({ ...asked, model: "m" })]).size).toBe(4);
});

test("a prompt's version changes with its text", () => {
  const [one, other] = [promptUnder(Policy.parse({})), promptUnder(Policy.parse({ limits: { steps: 3 } }))];
  expect(one.version).toMatch(/^[0-9a-f]{12}$/);
  expect(one.version).not.toBe(other.version);
  expect(promptUnder(Policy.parse({})).version).toBe(one.version);
});
