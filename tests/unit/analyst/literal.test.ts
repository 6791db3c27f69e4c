import { describe, expect, test } from "vitest";
import { amount, comment, list, name, text } from "../../../lib/analyst/literal.ts";

const hostile = [
  'a"b',
  "a'b",
  "a\\",
  "line\nbreak",
  "tab\tand\r",
  "```\nimport os\n```",
  "{x}",
  "%s",
  "\u2028",
  "😀",
  "\u202egnirts",
  "a\0b",
  '"""',
  "x".repeat(500),
  "Ünïcödé",
  "# no comment",
  "日本",
];

describe("a Python literal", () => {
  test.each(hostile.map((value) => ({ value, title: JSON.stringify(value).slice(0, 40) })))(
    "of $title stays one line of harmless characters",
    ({ value }) => {
      const written = text(value);
      expect(written).toMatch(/^"(?:[^"\\\n\r`]|\\["\\nxuU])*"$/);
      expect(written.slice(1, -1).replace(/\\(?:["\\n]|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})/g, "")).not.toMatch(/["\\]/);
    },
  );

  test("spells what it was given", () => {
    expect(text('a"b\\c\n')).toBe('"a\\"b\\\\c\\n"');
    expect(text("`")).toBe('"\\x60"');
    expect(text("😀")).toBe('"\\U0001f600"');
    expect(text("Köln")).toBe('"Köln"');
    expect(list(["a", "b"])).toBe('["a", "b"]');
  });

  test("of a number is finite or a bug", () => {
    expect(amount(1e21)).toBe("1e21");
    expect(() => amount(Number.NaN)).toThrow(RangeError);
  });
});

test("a comment cannot end its line or a fence", () => {
  expect(comment("a\nimport os ```")).toBe("# a import os");
});

test("a variable that is no identifier is asked for by name", () => {
  expect(name("sales_2024")).toBe("sales_2024");
  expect(name("x; import os")).toBe('load("x; import os")');
});
