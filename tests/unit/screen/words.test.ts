import { describe, expect, test } from "vitest";
import { cellText } from "../../../components/cell.tsx";
import { bytesText, durationText, shareText, valueText } from "../../../components/format.ts";
import { separatorOf } from "../../../components/pasted.ts";
import { fileName, stem } from "../../../components/save.ts";
import { speak } from "../../support/spoken.ts";

speak("en");

describe("numbers as people read them", () => {
  test("a share is never rounded to nothing, nor to everything", () => {
    expect([0, 0.0004, 0.5, 0.9999, 1].map(shareText)).toEqual(["0 %", "<1 %", "50 %", ">99 %", "100 %"]);
  });

  test("bytes are counted in thousands", () => {
    expect([0, 999, 1_500, 2_500_000_000].map(bytesText)).toEqual(["0 B", "999 B", "1.5 kB", "2.5 GB"]);
  });

  test("time has the unit that fits", () => {
    expect([400, 12_300, 95_000].map(durationText)).toEqual(["0.4 s", "12 s", "1 min 35 s"]);
  });

  test("a year stays a year and a large number is grouped", () => {
    expect([2024, 1_234_567, 0.123456789, null, "x"].map(cellText)).toEqual(["2024", "1,234,567", "0.123457", "–", "x"]);
  });

  test("midnight is left out of a date, leading zeros stay", () => {
    expect(valueText("2024-01-01 00:00:00")).toBe("2024-01-01");
    expect(valueText("00412")).toBe("00412");
  });
});

describe("names of files that leave the page", () => {
  test("no path, no hidden file, no sign that a system refuses, no mark that turns the reading direction", () => {
    expect(fileName("../../etc/passwd")).toBe("passwd");
    expect(fileName(".bashrc")).toBe("bashrc");
    expect(fileName("a\u202egpj.exe")).toBe("agpj.exe");
    expect(fileName('x<>:"|?*y.csv')).toBe("xy.csv");
    expect(fileName("///")).toBe("download");
  });

  test("a title becomes the stem of a file name", () => {
    expect(stem("Total revenue, by region")).toBe("total-revenue,-by-region");
  });
});

describe("pasted text", () => {
  test("is a table when every line has the same number of cells", () => {
    expect(separatorOf("a\tb\n1\t2")).toBe("\t");
    expect(separatorOf("a;b;c\r\n1;2;3\r\n")).toBe(";");
  });

  test("is no table when it is prose or one line", () => {
    expect(separatorOf("Well, this\nis prose")).toBe(null);
    expect(separatorOf("a\tb")).toBe(null);
  });
});
