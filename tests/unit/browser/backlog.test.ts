import { expect, test } from "vitest";
import { Backlog } from "../../../lib/browser/backlog.ts";

function shelf() {
  const rows: string[] = [];
  const state = { full: false, rows, failures: 0 };
  const write = async (rows: readonly string[]) => {
    await new Promise((resolve) => setTimeout(resolve));
    if (state.full) throw new Error("full");
    state.rows.push(...rows);
  };
  return { state, backlog: new Backlog<string>(write, () => (state.failures += 1)) };
}

test("rows are written in the order they came, each once", async () => {
  const { state, backlog } = shelf();
  await Promise.all(["a", "b", "c", "d"].map((row) => backlog.add(row)));
  expect(state.rows).toEqual(["a", "b", "c", "d"]);
  expect(backlog.waiting).toEqual([]);
});

test("what cannot be written waits in its order, is told of, and is written once there is room", async () => {
  const { state, backlog } = shelf();
  await backlog.add("a");
  state.full = true;
  await backlog.add("b");
  await backlog.add("c");
  expect(state).toMatchObject({ rows: ["a"], failures: 2 });
  expect(backlog.waiting).toEqual(["b", "c"]);
  state.full = false;
  await backlog.add("d");
  expect(state.rows).toEqual(["a", "b", "c", "d"]);
});

test("rows of what is forgotten are not written later", async () => {
  const { state, backlog } = shelf();
  state.full = true;
  await backlog.add("mine 1");
  await backlog.add("theirs 1");
  backlog.forget((row) => row.startsWith("mine"));
  state.full = false;
  await backlog.flush();
  expect(state.rows).toEqual(["theirs 1"]);
});
