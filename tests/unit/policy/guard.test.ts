import { describe, expect, test } from "vitest";
import { Guard } from "../../../lib/policy/guard.ts";
import { Mapping, unmask } from "../../../lib/policy/mask.ts";
import { textsOf, withTexts } from "../../../lib/policy/texts.ts";

const token = (type: string, value: string) => `${type}_${value.replace(/\W/g, "").slice(-8).toUpperCase().padStart(8, "0")}`;

function guard(open: string[] = []): Guard {
  const made = new Guard(["price", "sum"], token);
  made.learn({
    tokens: ["person_7F3K2Q9M", "text_9XKD21AB", "id_00112233", "text_AAAA1111"],
    originals: ["Zorba Quint", "Price", "700123", "blue ridge"],
    open,
  });
  return made;
}

describe("the guard", () => {
  test("puts tokens in the place of originals, whatever their case, and counts them by type", () => {
    const { texts, counts } = guard().mask(["Who is ZORBA QUINT, and blue  ridge?", "Zorba-Quint 700123"]);
    expect(texts).toEqual(["Who is person_7F3K2Q9M, and text_AAAA1111?", "person_7F3K2Q9M id_00112233"]);
    expect(counts).toEqual({ person: 2, text: 1, id: 1 });
  });

  test("a value that is a word of every request is not looked for, nor one that the model may see in another column", () => {
    const one = guard(["blue ridge"]);
    expect(one.mask(["sum of Price at blue ridge"]).texts).toEqual(["sum of Price at blue ridge"]);
    expect(one.gate("price, blue ridge").ok).toBe(true);
  });

  test("a value that shows what it is becomes a token though no file holds it, and is known from then on", () => {
    const one = guard();
    const { texts, made } = one.mask(["Charge 4111 1111 1111 1111 and write to ann@acme.example, please"]);
    expect(texts[0]).toBe("Charge card_11111111 and write to email_EEXAMPLE, please");
    expect(made).toEqual([["email_EEXAMPLE", "ann@acme.example"], ["card_11111111", "4111 1111 1111 1111"]]);
    expect(one.gate("4111-1111-1111-1111").ok).toBe(false);
    expect(one.gate(texts[0] ?? "").ok).toBe(true);
    expect(unmask(texts[0] ?? "", new Mapping(made))).toContain("4111 1111 1111 1111");
  });

  test("refuses what masking cannot reach: originals in encodings", () => {
    const one = guard();
    for (const body of [btoa("Zorba Quint"), "5a6f726261205175696e74", "Zorba%20Quint", "Zorba\\u0020Quint"]) {
      expect(one.gate(body), body).toMatchObject({ ok: false, findings: [{ token: "person_7F3K2Q9M" }] });
    }
  });

  test("numbers that stand so close together that any total might be one of them are not looked for", () => {
    const many = Array.from({ length: 900 }, (_, at) => String(100_000 + at * 7));
    const one = new Guard([], token);
    one.learn({ tokens: many.map((_, at) => `id_${String(at).padStart(8, "0")}`), originals: many, open: [] });
    expect(one.mask(["total 100700"]).texts).toEqual(["total 100700"]);
    const few = new Guard([], token);
    few.learn({ tokens: ["id_00000001"], originals: ["100700"], open: [] });
    expect(few.mask(["total 100700"]).texts).toEqual(["total id_00000001"]);
  });
});

describe("the texts of plain data", () => {
  const data = {
    status: "ok", stdout: "a", notes: ["b"], droppedChars: 3, value: null,
    artifacts: [{ id: "zorba-1", kind: "table", title: "c", columns: [{ name: "d", dtype: "str" }], rows: [["e", 700_123, 5, true, null]] }, { kind: "image", png: new Uint8Array([1]), alt: "f" }],
  };

  test("are found in order, bytes and what names a thing of ours passed over", () => {
    expect(textsOf(data)).toEqual(["a", "b", "c", "d", "e", "700123", "f"]);
  });

  test("are put back where they stood; a number stays a number unless it was masked", () => {
    expect(withTexts(data, textsOf(data))).toEqual(data);
    const changed = withTexts(data, ["A", "b", "c", "d", "e", "id_00112233", "f"]);
    expect(changed).toMatchObject({ stdout: "A", artifacts: [{ id: "zorba-1", rows: [["e", "id_00112233", 5, true, null]] }, { png: new Uint8Array([1]) }] });
  });
});
