import { expect, test } from "vitest";
import { asTokens } from "../../../lib/browser/as-tokens.ts";
import { Mapping } from "../../../lib/policy/mask.ts";
import type { ColumnFilter, PageRequest } from "../../../lib/protocol/kernel.ts";

const mapping = new Mapping([["person_7F3K2Q9M", "Ada Lovelace"], ["person_AAAABBBB", "Grace Hopper"], ["person_CCCCDDDD", "Adam Smith"]]);
const ask = async ({ start }: PageRequest) => ({ start, rows: [["person_7F3K2Q9M", "North", 1]], totalRows: 1 });
const masked = async (text: string) => text.replace("Ada Lovelace", "person_7F3K2Q9M");
const told = (...filters: ColumnFilter[]) => asTokens(filters, { id: "t", mapping, ask, masked });

test("of a masked column the kernel is told the tokens that fit, never the words", async () => {
  expect(await told({ type: "text", column: 0, text: "ADA" })).toEqual([{ type: "tokens", column: 0, tokens: ["person_7F3K2Q9M", "person_CCCCDDDD"] }]);
  expect(await told({ type: "text", column: 0, text: "nobody" })).toEqual([{ type: "tokens", column: 0, tokens: [] }]);
});

test("of any other column it is told the words, with tokens for what is hidden elsewhere", async () => {
  expect(await told({ type: "text", column: 1, text: "nor" }, { type: "text", column: 1, text: "of Ada Lovelace" }, { type: "range", column: 2, from: "Ada Lovelace", to: null })).toEqual([
    { type: "text", column: 1, text: "nor" },
    { type: "text", column: 1, text: "of person_7F3K2Q9M" },
    { type: "range", column: 2, from: "person_7F3K2Q9M", to: null },
  ]);
});

test("where nothing is masked all goes as it is, and nothing is asked first", async () => {
  const filters: ColumnFilter[] = [{ type: "text", column: 0, text: "x" }];
  const never = () => Promise.reject(new Error("asked"));
  expect(await asTokens(filters, { id: "t", mapping: new Mapping([]), ask: never, masked: never })).toEqual(filters);
});
