import { expect, test } from "vitest";
import { hold, spare } from "../../workers/spared.ts";

/** 4 blocks of 64 words: the first all zeros, then three of one number each. */
function memory(...fills: number[]): Uint8Array {
  const words = new Uint32Array(64 * (fills.length + 1));
  for (const [at, value] of fills.entries()) words.fill(value, 64 * (at + 1), 64 * (at + 2));
  return new Uint8Array(words.buffer);
}

test("what both hold is left out as whole blocks, and is back after the heap was written over it", () => {
  const heap = memory(7, 8, 9);
  const whole = heap.slice();
  const ground = memory(7, 8, 1);
  const spared = spare(heap, ground);
  expect(spared.runs).toEqual([[64, 128]]);
  expect(heap).toEqual(memory(0, 0, 9));
  const back = hold(ground, spared);
  ground.set(heap);
  back();
  expect(ground).toEqual(whole);
});

test("a block with one other word is not left out, nor one of zeros", () => {
  const heap = memory(7, 0, 9);
  const ground = heap.slice();
  ground[64 * 4 + 3] = 1;
  expect(spare(heap, ground).runs).toEqual([[192, 64]]);
});

test("where memory differs in one bit from what it was when the heap was taken, nothing is held", () => {
  const heap = memory(7, 8, 9);
  const ground = heap.slice();
  const spared = spare(heap, ground);
  expect(() => hold(ground, spared)).not.toThrow();
  ground[64 * 4 * 3 - 1] = 128;
  expect(() => hold(ground, spared)).toThrow("not those that the snapshot was taken over");
});
