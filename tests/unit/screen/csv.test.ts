import { describe, expect, test } from "vitest";
import { csv, tame, tsv } from "../../../lib/agent/export/csv.ts";

describe("tables that leave the page", () => {
  test("no cell of text begins like a formula", () => {
    for (const risky of ["=1+1", "+cmd", "-2+3", "@SUM(A1)", " =HYPERLINK(1)", "\t=1", "\u200b=1", "＝1", "\u0000=1", "\u2060@x", "\u202e=1", "\n=1", "\u00a0+1+1", "＠A1"])
      expect(tame(risky), JSON.stringify(risky)).toBe(`'${risky}`);
  });

  test("numbers keep their sign, as numbers and as text", () => {
    expect(tame(-3.5)).toBe("-3.5");
    expect(tame("-3.5")).toBe("-3.5");
    expect(tame("+1,200")).toBe("+1,200");
  });

  test("nothing is an empty cell", () => {
    expect(tame(null)).toBe("");
    expect(tame(false)).toBe("false");
  });

  test("separators, quotes and line ends are quoted as RFC 4180 says", () => {
    expect(
      csv([
        ["a", 'say "b"'],
        ["c,d", "e\nf"],
        ["g;=1+1", "h\t=1+1"],
      ]),
    ).toBe('a,"say ""b"""\r\n"c,d","e\nf"\r\n"g;=1+1","h\t=1+1"\r\n');
  });

  test("a cell of the clipboard stays one cell", () => {
    expect(tsv([["a\tb", "c\r\nd"]])).toBe("a b\tc d");
  });
});
