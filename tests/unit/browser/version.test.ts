import { expect, test } from "vitest";
import { watchingBuild } from "../../../lib/browser/version.ts";

const from = (build: string | null) => async () => new Response("x", { headers: build === null ? {} : { "x-sandpiper-build": build } });

async function told(own: string, builds: (string | null)[]): Promise<number> {
  let times = 0;
  const waiting = [...builds];
  const watched = watchingBuild(own, () => void times++, async () => from(waiting.shift() ?? null)());
  for (const _ of builds) expect(await (await watched("/api/policy")).text()).toBe("x");
  return times;
}

test("a page tells once that another build answers", async () => {
  expect(await told("a", ["a", "b", "b", "c"])).toBe(1);
});

test("an answer of the same build, or of none, is nothing to tell; a page that knows no build of its own says nothing", async () => {
  expect([await told("a", ["a", "a"]), await told("a", [null, ""]), await told("", ["b"])]).toEqual([0, 0, 0]);
});
