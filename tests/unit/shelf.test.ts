import { expect, test } from "vitest";
import type { Mounts } from "../../workers/mount.ts";
import { Shelf } from "../../workers/shelf.ts";

/** Paths as the kernel gives them; what is mounted. */
function mounting() {
  const mounted = new Map<string, Blob>();
  const mounts: Pick<Mounts, "lend" | "takeBack"> = {
    lend: (blob) => {
      const path = `/mnt/${mounted.size}/file`;
      mounted.set(path, blob);
      return path;
    },
    takeBack: (path) => void mounted.delete(path),
  };
  return { mounted, shelf: new Shelf(mounts) };
}

/** Bytes as Python hands them over. */
function handed(size: number) {
  let released = 0;
  const data = new Uint8Array(size).fill(7);
  const release = () => {
    released += 1;
  };
  return { bytes: { getBuffer: () => ({ data, release }) }, released: () => released };
}

test("bytes are put while files are read, and at no other time", async () => {
  const { shelf, mounted } = mounting();
  const { bytes, released } = handed(1_000);
  expect(() => shelf.put(bytes)).toThrow("no room");
  const path = shelf.within({ left: 1_000 }, () => shelf.put(bytes));
  expect(mounted.get(path)?.size).toBe(1_000);
  expect(() => shelf.put(bytes)).toThrow("no room");
  expect(released()).toBe(3);
});

test("no more is put than there is room for, however often something is put", () => {
  const { shelf } = mounting();
  const { bytes } = handed(400);
  const room = { left: 1_000 };
  shelf.within(room, () => shelf.put(bytes));
  shelf.within(room, () => {
    shelf.put(bytes);
    expect(() => shelf.put(bytes)).toThrow("no room");
  });
  expect(room.left).toBe(200);
});

test("what is taken is seen no more, and what nobody put there is left alone", async () => {
  const { shelf, mounted } = mounting();
  const path = shelf.lend(new Blob(["x"]));
  shelf.drop("/mnt/other/file");
  expect(await shelf.take(path).text()).toBe("x");
  expect(mounted.size).toBe(0);
  expect(() => shelf.take(path)).toThrow("nothing lies there");
});
