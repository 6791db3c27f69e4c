import { expect, test } from "vitest";
import { deadline, deferred, orAborted, Turnstile } from "../../../lib/browser/wait.ts";

const never = new AbortController().signal;

test("the turnstile lets one in at a time, in order", async () => {
  const turnstile = new Turnstile();
  const log: string[] = [];
  const slow = deferred<void>();
  const first = turnstile.pass(never, async () => { log.push("first in"); await slow.promise; log.push("first out"); });
  const second = turnstile.pass(never, async () => { log.push("second"); });
  await Promise.resolve();
  slow.resolve();
  await Promise.all([first, second]);
  expect(log).toEqual(["first in", "first out", "second"]);
});

test("who leaves the queue is not let in, and those behind move up", async () => {
  const turnstile = new Turnstile();
  const slow = deferred<void>();
  const leaving = new AbortController();
  const first = turnstile.pass(never, () => slow.promise);
  let ran = false;
  const second = turnstile.pass(leaving.signal, async () => { ran = true; });
  const third = turnstile.pass(never, async () => "third");
  leaving.abort(new Error("left"));
  await expect(second).rejects.toThrow("left");
  slow.resolve();
  await first;
  expect(await third).toBe("third");
  expect(ran).toBe(false);
});

test("work that throws does not block the next", async () => {
  const turnstile = new Turnstile();
  await expect(turnstile.pass(never, async () => { throw new Error("broken"); })).rejects.toThrow("broken");
  expect(await turnstile.pass(never, async () => 1)).toBe(1);
});

test("a deadline tells what came first", async () => {
  expect(await deadline(5, never).over).toBe("timeout");
  expect(await deadline(60_000, AbortSignal.abort()).over).toBe("stopped");
});

test("a wait ends with its signal", async () => {
  const stop = new AbortController();
  const waiting = orAborted(new Promise(() => undefined), stop.signal);
  stop.abort(new Error("enough"));
  await expect(waiting).rejects.toThrow("enough");
  await expect(orAborted(Promise.resolve(1), AbortSignal.abort(new Error("before")))).rejects.toThrow("before");
});
