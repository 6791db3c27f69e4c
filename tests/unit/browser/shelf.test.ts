import { expect, test } from "vitest";
import { emptyDesk } from "../../../lib/browser/desk-state.ts";
import { Shelf } from "../../../lib/browser/shelf.ts";
import { Box } from "../../../lib/browser/state.ts";
import { Policy } from "../../../lib/protocol/policy.ts";
import { openSandbox } from "../../support/counting-sandbox.ts";

test("whoever waits for the files to be read is let go when they stop, while reading goes on", async () => {
  const state = new Box(emptyDesk);
  const reading = { ...openSandbox(), open: () => new Promise<never>(() => {}) };
  const shelf = new Shelf({
    state,
    life: new AbortController().signal,
    limits: () => Policy.parse({}).limits,
    session: () => "s",
    kernel: () => reading,
    running: () => reading,
    tell: () => {},
  });
  void shelf.add([new File(["a\n1\n"], "a.csv")]);
  const stop = new AbortController();
  const mounted = shelf.mount(stop.signal).then(
    () => "mounted",
    () => "let go",
  );
  stop.abort();
  expect(await mounted).toBe("let go");
  expect(state.get().items.map(({ name }) => name)).toEqual(["a.csv"]);
});
