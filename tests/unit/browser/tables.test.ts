import { expect, test } from "vitest";
import { english } from "../../../lib/agent/export/words.ts";
import { csvOf, sheetName, xlsxOf } from "../../../lib/browser/take/tables.ts";
import { membersOf, unpacked } from "../../../lib/browser/unmask/zip.ts";

const textIn = async (blob: Blob) => {
  const members = membersOf(new Uint8Array(await blob.arrayBuffer())) ?? [];
  return Object.fromEntries(await Promise.all(members.map(async (member) => [member.name, new TextDecoder().decode((await unpacked(member)) ?? undefined)] as const)));
};

test("names of sheets keep Excel's rules, and no two are alike", () => {
  const taken = new Set<string>();
  expect(["a/b:c", "A b c", "", "'quoted'", "x".repeat(40), "x".repeat(40)].map((title) => sheetName(title, taken, "Table"))).toEqual(["a b c", "A b c 2", "Table", "quoted", "x".repeat(31), `${"x".repeat(29)} 2`]);
});

test("a workbook has a sheet for each table, texts as text and numbers as numbers, and no formula", async () => {
  const rows = [["=head", "n"], ["=1+1", 3], ["+49 30", -4.5], [null, true], ["\u0000bell", 1]] as const;
  const files = await textIn(await xlsxOf([{ title: "One", rows }, { title: "one", rows: [["a"], ["b"]] }], english));
  const sheets = Object.entries(files).filter(([name]) => name.startsWith("xl/worksheets/sheet"));
  expect(sheets).toHaveLength(2);
  const all = Object.values(files).join("");
  expect(all).not.toMatch(/<f[ >]/);
  expect(all).not.toContain("\u0000");
  expect(all).toContain("=1+1");
  expect(files["xl/workbook.xml"]).toMatch(/name="One"[\s\S]*name="one 2"/);
});

test("one table is a csv, several are a zip of them, and no cell is a formula", async () => {
  const one = await csvOf([{ title: "T", rows: [["a"], ["=1"]] }]);
  expect([one.ending, await one.blob.text()]).toEqual(["csv", "a\r\n'=1\r\n"]);
  const two = await csvOf([{ title: "T", rows: [["a"], [1]] }, { title: "t", rows: [["b"], ["-x"]] }]);
  expect(two.ending).toBe("zip");
  expect(await textIn(two.blob)).toEqual({ "T.csv": "a\r\n1\r\n", "t-2.csv": "b\r\n'-x\r\n" });
});
