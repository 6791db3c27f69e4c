import { expect, test } from "vitest";
import { roomFor } from "../../../lib/browser/spare.ts";

const gigabytes = (count: number) => count * 1024 ** 3;

test("a machine with less than 4 GB gets no second kernel", () => {
  expect(roomFor(0, gigabytes(2))).toBe(false);
  expect(roomFor(0, gigabytes(4))).toBe(true);
});

test("a kernel that has grown leaves no room for a second one: sooner on a smaller machine", () => {
  const held = 400 * 1024 ** 2;
  expect(roomFor(held, gigabytes(8))).toBe(true);
  expect(roomFor(held, gigabytes(4))).toBe(false);
  expect(roomFor(gigabytes(1), gigabytes(8))).toBe(false);
});
