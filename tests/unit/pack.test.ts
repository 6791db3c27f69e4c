import { expect, test } from "vitest";
import { pack, unpacked } from "../../lib/protocol/pack.ts";

test("a text and bytes come back as they were, the bytes on a multiple of 16 and not copied", () => {
  for (const text of ["", "x", "ü".repeat(13), "long ".repeat(1_000)]) {
    const whole = pack({ text }, Uint8Array.of(1, 2, 3));
    const found = unpacked(whole);
    expect(JSON.parse(found.text)).toEqual({ text });
    expect([...found.bytes]).toEqual([1, 2, 3]);
    expect(found.bytes.byteOffset % 16).toBe(0);
    expect(found.bytes.buffer).toBe(whole.buffer);
  }
});

test("a pack that lies within other bytes is read from where it begins", () => {
  const whole = pack([7], Uint8Array.of(9));
  const around = new Uint8Array(whole.length + 5);
  around.set(whole, 5);
  const { text, bytes } = unpacked(around.subarray(5));
  expect([JSON.parse(text), [...bytes]]).toEqual([[7], [9]]);
});
