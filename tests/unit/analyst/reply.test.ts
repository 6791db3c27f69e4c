import { describe, expect, test } from "vitest";
import { pythonIn } from "../../../lib/agent/fences.ts";
import { analyse, reply } from "../../../lib/analyst/analyse.ts";
import { suggest } from "../../../lib/analyst/suggest.ts";
import type { Brief, CompleteRequest } from "../../../lib/protocol/complete.ts";
import type { Opened } from "../../../lib/protocol/profile.ts";
import { ask, made, opened } from "./opened.ts";

const brief = (files: Opened, question: string, steps: Brief["steps"] = []): Brief => ({
  question,
  files: files.files,
  links: files.links,
  steps,
  history: [],
});
const request = (about: Brief): CompleteRequest => ({
  session: "s",
  turn: 0,
  step: 0,
  attempt: 0,
  model: "built-in",
  messages: [{ role: "user", content: about.question }],
  brief: about,
});
const samples = ["retail_sales", "customer_survey", "machine_sensors", "hr", "support_tickets"];

describe("a reply", () => {
  test("is a plan and one fence that the loop reads as code to run", () => {
    const text = [...analyse(request(brief(opened("retail_sales"), "Which region has the highest revenue?")))].join("");
    const parsed = pythonIn(text);
    expect(parsed?.type).toBe("run");
    expect(text).toMatch(/^Total revenue by region/);
    expect(text.match(/```/g)).toHaveLength(2);
    expect(text).toContain('r = by_group(df, "region", "revenue", how="sum")');
  });

  test("ends with an answer made of what was computed", () => {
    const { code } = reply(brief(opened("retail_sales"), "revenue per month"));
    expect(code).toMatch(/final_answer\(\n {4}r\.finding,\n {4}evidence=r\.evidence,/);
  });

  test("says what it is when a question fits nothing, and computes nothing", () => {
    const { code } = reply(brief(opened("retail_sales"), "what is the meaning of life?"));
    expect(code).toContain("built-in analyst");
    expect(code).not.toContain("sandpiper");
  });

  test("without any file asks for one", () => {
    expect(reply({ question: "hi", files: [], links: [], steps: [], history: [] }).code).toContain("Drop a file first");
  });

  test("keeps hostile names inside literals", () => {
    const evil = '"]); import os #\n```\n</script> {x} `';
    const files = made([
      {
        name: evil,
        top: [
          ["a", 60],
          ["b", 40],
        ],
        distinct: 2,
      },
      { name: "amount", kind: "number", dtype: "float64", distinct: 90, min: "0", max: "9" },
    ]);
    for (const question of [`amount by ${evil}`, "give me an overview", "what drives amount?", "total amount where it is a", "xyz"]) {
      const text = [...analyse(request(brief(files, question)))].join("");
      expect(text.match(/^```/gm), question).toHaveLength(2);
      expect(text, question).not.toMatch(/^\s*import os/m);
      expect(pythonIn(text)?.type, question).toBe("run");
    }
  });

  test("passes over nothing however long or odd the question is", () => {
    for (const question of [
      "",
      " ",
      "?".repeat(5000),
      "by ".repeat(2000),
      "\u0000\u202e",
      "select",
      "top 99999999 by by by",
      "İstanbul ß ẞ 'quote",
    ])
      expect(() => reply(brief(opened("retail_sales"), question)), question.slice(0, 20)).not.toThrow();
  });
});

describe("after a failed run", () => {
  const asked = brief(opened("retail_sales"), "Which region has the highest revenue?");
  const { code } = reply(asked);
  const failed = (text: string, status: "error" | "killed" | "refused" = "error") => reply({ ...asked, steps: [{ code, status, text }] });

  test("a missing column is replaced by the nearest", () => {
    const mended = failed(`KeyError: "no column 'revenue'; nearest: ['net_revenue', 'x']; there are: [...]"`);
    expect(mended.code).toContain(`by_group(df, "region", 'net_revenue'`);
  });

  test("an empty selection is said, not guessed at", () => {
    expect(failed("ValueError: no rows are left after the selection; at least 1 needed").code).toContain("No answer");
  });

  test("charts are left out where they cannot be drawn", () => {
    const mended = failed("ModuleNotFoundError: No module named 'matplotlib'");
    expect(mended.code).not.toContain("chart(");
    expect(mended.code).toContain("table(r.shown");
  });

  test("what took too long is tried on a sample, and the answer says so", () => {
    const mended = failed("Killed (timeout): the run took longer than 30 s", "killed");
    expect(mended.code).toContain("df.sample(");
    expect(mended.code).toContain("random sample");
  });

  test("another error leads to something simpler that names it", () => {
    const mended = failed("Traceback...\nTypeError: cannot do this");
    expect(mended.code).toContain("TypeError: cannot do this");
    expect(mended.code).not.toBe(code);
  });

  test("three failures end in an honest partial answer", () => {
    const steps = [1, 2, 3].map(() => ({ code, status: "error" as const, text: "ValueError: no" }));
    expect(reply({ ...asked, steps }).code).toContain("I could not finish this analysis, so I give no numbers.");
  });

  test("a refusal by the policy is not tried again", () => {
    expect(failed("Not run, the policy refuses it", "refused").code).toContain("the policy refused the code");
  });
});

describe("suggested questions", () => {
  test.each(samples)("of %s are four to six, and each is understood", (sample) => {
    const questions = suggest(opened(sample));
    expect(questions.length).toBeGreaterThanOrEqual(4);
    expect(questions.length).toBeLessThanOrEqual(6);
    expect(new Set(questions).size).toBe(questions.length);
    for (const question of questions) expect(ask(sample, question).job, question).not.toBe("unknown");
    for (const question of questions)
      expect(
        ask(sample, question).notes.filter((note) => note.startsWith("Nothing in the data")),
        question,
      ).toEqual([]);
  });

  test("of a table of text alone are still there", () => {
    const files = made([{ name: "note", kind: "text", distinct: 90 }]);
    expect(suggest(files).length).toBeGreaterThanOrEqual(3);
    expect(suggest({ files: [], problems: [], links: [] })).toEqual([]);
  });
});
