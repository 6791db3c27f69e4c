import { expect, test } from "vitest";
import { Sorted } from "../../../lib/browser/sorted.ts";
import { Mapping } from "../../../lib/policy/mask.ts";
import type { Cell } from "../../../lib/protocol/artifact.ts";
import type { PageRequest } from "../../../lib/protocol/kernel.ts";

const mapping = new Mapping([["person_AAAAAAAA", "Zorba 10"], ["person_BBBBBBBB", "Ann"], ["person_CCCCCCCC", "Zorba 9"]]);
const rows: Cell[][] = [["person_AAAAAAAA", 1], [null, 2], ["person_BBBBBBBB", 3], ["person_CCCCCCCC", 4]];

function kernel() {
  const asked: PageRequest[] = [];
  const ask = async (request: PageRequest) => {
    asked.push(request);
    return { start: request.start, rows: rows.slice(request.start, request.start + request.count), totalRows: rows.length };
  };
  return { asked, ask };
}

const request = (descending: boolean, column = 0): PageRequest => ({ id: "k-1", start: 0, count: 3, sort: { column, descending } });

test("a column of tokens is in the order of what they stand for, numbers in words by their size, nulls last", async () => {
  const { ask } = kernel();
  const sorted = new Sorted();
  expect((await sorted.page(request(false), mapping, ask))?.rows.map(([, n]) => n)).toEqual([3, 4, 1]);
  expect((await sorted.page({ ...request(false), start: 3 }, mapping, ask))?.rows).toEqual([[null, 2]]);
  expect((await sorted.page(request(true), mapping, ask))?.rows.map(([, n]) => n)).toEqual([1, 4, 3]);
});

test("a column without tokens, a table without an order and a session without masking are the kernel's", async () => {
  const { ask, asked } = kernel();
  await new Sorted().page(request(false, 1), mapping, ask);
  expect(asked.at(-1)?.sort).toEqual({ column: 1, descending: false });
  await new Sorted().page(request(false), new Mapping([]), ask);
  expect(asked.at(-1)?.sort).toEqual({ column: 0, descending: false });
});

test("the rows come once for all pages of one order", async () => {
  const { ask, asked } = kernel();
  const sorted = new Sorted();
  await sorted.page(request(false), mapping, ask);
  const before = asked.length;
  await sorted.page({ ...request(false), start: 2 }, mapping, ask);
  expect(asked.length).toBe(before);
});
