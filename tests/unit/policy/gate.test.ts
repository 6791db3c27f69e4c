import { describe, expect, test } from "vitest";
import { gate } from "../../../lib/policy/gate.ts";
import { Mapping, mask, pieces, unmask } from "../../../lib/policy/mask.ts";
import { compile } from "../../../lib/policy/matcher.ts";

const people = compile([
  ["Ann Lee", "person_7F3K2Q9M"],
  ["Müller", "person_AAAAAAA1"],
  ["Li", "person_AAAAAAA2"],
  ["4929 1234 5678 9012", "card_AAAAAAA3"],
  ["Marta", "person_AAAAAAA4"],
  ["田中太郎", "person_AAAAAAA5"],
  ["88312077", "id_AAAAAAA6"],
  ["ann.lee@example.com", "email_AAAAAAA7@company"],
]);
const where = (text: string): string => {
  const passage = gate(text, people, { types: new Set() });
  return passage.ok ? "passed" : (passage.findings[0]?.where ?? "nowhere");
};

describe("the gate stops an original", () => {
  test.each([
    ["as it stands", "hello Ann Lee!", "plain"],
    ["in another case", "hello ANN LEE", "plain"],
    ["in full-width letters", "Ａｎｎ　Ｌｅｅ", "plain"],
    ["with an invisible character", "A\u200bnn Lee", "plain"],
    ["with combining accents", "Mu\u0308ller", "plain"],
    ["before a possessive", "Marta's", "plain"],
    ["in a script without spaces", "これは田中太郎です", "plain"],
    ["of two letters, to the case", "Li went", "plain"],
    ["inside a longer run", "xxann.lee@example.comxx", "plain"],
    ["in JSON escapes", "M\\u00fcller", "escaped"],
    ["in Python byte escapes", "b'M\\xc3\\xbcller'", "escaped"],
    ["in escapes escaped again", "M\\\\u00fcller", "escaped"],
    ["in HTML entities", "&#77;üller", "escaped"],
    ["after an escaped newline", "total\\nMarta", "escaped"],
    ["in percent escapes", "q=Ann%20Lee", "url"],
    ["in form encoding", "q=Ann+Lee", "separators"],
    ["in octal", "M\\303\\274ller", "escaped"],
    ["with another separator", "4929-1234-5678-9012", "separators"],
    ["without separators", "4929123456789012", "separators"],
    ["as a file name", "ann_lee.csv", "separators"],
    ["in hex", "416e6e204c6565", "hex"],
    ["in spaced hex", "41 6e 6e 20 4c 65 65", "hex"],
    ["in base64", btoa("say Ann Lee!"), "base64"],
    ["in base64 off its beat", `x${btoa("--Ann Lee")}`, "base64"],
    ["in base64 that escapes", btoa('{"name":"M\\u00fcller"}'), "base64"],
    ["in base64 broken over lines", `${btoa(`${"x".repeat(56)} `)}\n${btoa("Ann Lee is here")}`, "base64"],
  ])("%s", (_name, text, expected) => {
    expect(where(text)).toBe(expected);
  });

  test("at the place where it stands, without telling it", () => {
    const passage = gate(new TextEncoder().encode("é: Ann Lee"), people);
    expect(passage).toEqual({ ok: false, findings: [{ type: "original", at: 3, length: 7, where: "plain", token: "person_7F3K2Q9M" }] });
  });
});

describe("the gate lets through", () => {
  test.each([
    ["short names inside words", "the list of marital states"],
    ["a number inside a longer one", "1883120775"],
    ["tokens", "person_7F3K2Q9M wrote to email_AAAAAAA7@company. Then"],
    ["ordinary code", "df.groupby('region')['revenue'].sum().sort_values(ascending=False)"],
    ["a lower-case word like a short name", "li = [1, 2]"],
  ])("%s", (_name, text) => {
    expect(where(text)).toBe("passed");
  });

  test("words that are public anyway", () => {
    const matcher = compile([["Price", "person_AAAAAAA8"]], ["price"]);
    expect(gate("df['Price'].mean()", matcher).ok).toBe(true);
  });
});

test("a checksummed type is stopped though no file holds it, and named", () => {
  const passage = gate(JSON.stringify({ q: "pay to DE89 3704 0044 0532 0130 00" }), new Set<string>());
  expect(passage).toMatchObject({ ok: false, findings: [{ type: "iban", where: "plain" }] });
  expect(gate("DE88 3704 0044 0532 0130 00", new Set<string>()).ok).toBe(true);
});

const random = (seed: number) => () => {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
  return seed / 0x7fffffff;
};

const encodings: Record<string, (text: string) => string> = {
  plain: (text) => text,
  upper: (text) => text.toUpperCase(),
  json: (text) =>
    JSON.stringify(Array.from(text, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""))
      .slice(1, -1)
      .replaceAll("\\\\", "\\"),
  url: (text) => Array.from(new TextEncoder().encode(text), (b) => `%${b.toString(16).padStart(2, "0")}`).join(""),
  base64: (text) => Buffer.from(text).toString("base64"),
  hex: (text) => Buffer.from(text).toString("hex"),
  separated: (text) => text.replace(/[ .@-]/g, "-"),
};

function canary(next: () => number, at: number): string {
  const pick = (letters: string, count: number) =>
    Array.from({ length: count }, () => letters[Math.floor(next() * letters.length)]).join("");
  const name = (count: number) => pick("BCDFGHKLMNPRST", 1) + pick("aeiouéøüșž", 1) + pick("bdfghklmnprstv", count);
  const shapes = [
    () => `${name(3)} ${name(4)}`,
    () => `${pick("abcdefghk", 6)}.${pick("lmnoprst", 5)}@${pick("abcdef", 5)}.example`,
    () => name(4),
    () => `+44 20 ${pick("123456789", 4)} ${pick("0123456789", 4)}`,
    () => pick("123456789", 10),
    () => `${pick("123456789", 2)} ${name(5)} Street`,
    () => `${pick("ABCDEF", 2)}-${pick("0123456789", 7)}`,
    () => pick("田中山本佐藤高橋", 4),
  ];
  return (shapes[at % shapes.length] ?? shapes[0])?.() ?? "";
}

test("0 of 200 canaries in 20 messages in 7 encodings pass, and the same messages without them do", () => {
  const next = random(7);
  const canaries = Array.from({ length: 200 }, (_, at) => canary(next, at));
  const matcher = compile(canaries.map((value, at): [string, string] => [value, `text_${at.toString(32).toUpperCase().padStart(8, "0")}`]));
  const messages = Array.from(
    { length: 20 },
    (_, at) => (value: string) =>
      JSON.stringify({
        messages: [
          {
            role: "user",
            content: `Traceback line ${at}\n  total ${Math.floor(next() * 1e5)} by region\n${"filler words here ".repeat(at)}KeyError: '${value}' on 2024-05-0${(at % 9) + 1}`,
          },
        ],
      }),
  );
  let passed = 0;
  let tried = 0;
  for (const make of messages) {
    expect(gate(make("nothing"), matcher)).toEqual({ ok: true });
    for (const value of canaries) {
      for (const encode of Object.values(encodings)) {
        tried += 1;
        if (
          gate(
            make("\u0000").replace("\\u0000", () => encode(value)),
            matcher,
            { types: new Set() },
          ).ok
        )
          passed += 1;
      }
    }
  }
  expect({ tried, passed }).toEqual({ tried: 28_000, passed: 0 });
}, 120_000);

describe("masking text", () => {
  test("replaces originals by tokens, longest first, in any spelling", () => {
    expect(mask("KeyError: 'Ann Lee' (ann.lee@example.com), card 4929-1234-5678-9012", people)).toEqual({
      text: "KeyError: 'person_7F3K2Q9M' (email_AAAAAAA7@company), card card_AAAAAAA3",
      count: 3,
    });
  });

  test("what is masked passes the gate", () => {
    const text = "Ann Lee, MÜLLER, Li, 田中太郎, 88312077, 4929 1234 5678 9012 and Marta";
    expect(gate(mask(text, people).text, people)).toEqual({ ok: true });
  });

  test("un-masking gives the originals back, also for tokens that code has lowered", () => {
    const mapping = new Mapping([
      ["person_7F3K2Q9M", "Ann Lee"],
      ["email_AAAAAAA7@company", "ann@x.com"],
      ["900000000000001", "4711"],
    ]);
    expect(unmask("person_7F3K2Q9M, person_7f3k2q9m; email_AAAAAAA7@company. Row 900000000000001, person_00000000", mapping)).toBe(
      "Ann Lee, Ann Lee; ann@x.com. Row 4711, person_00000000",
    );
    expect(pieces("a person_7F3K2Q9M", mapping)).toEqual([
      { type: "text", text: "a " },
      { type: "token", token: "person_7F3K2Q9M", original: "Ann Lee" },
    ]);
  });
});
