import { expect, test } from "vitest";
import { wished } from "../../../lib/policy/wish.ts";
import { Policy } from "../../../lib/protocol/policy.ts";

const policy = Policy.parse({ embedResults: "masked", limits: { runMs: 5_000 } });

test("no wish changes nothing", () => {
  expect(wished(policy, null)).toEqual({ policy, granted: [], refused: [] });
});

test("what the page enforces is granted, what only the server counts is refused by name, and nothing is looser", () => {
  const wish = { embedResults: "none", limits: { runMs: 1_000, replyTokens: 5, modelCallsPerMinute: 1 }, budgets: { dayTokens: 7 } };
  const { policy: mine, granted, refused } = wished(policy, wish);
  expect(mine).toEqual({ ...policy, embedResults: "none", limits: { ...policy.limits, runMs: 1_000 } });
  expect(granted).toEqual(["limits.runMs", "embedResults"]);
  expect(refused.map(({ path }) => path)).toEqual(["limits.replyTokens", "limits.modelCallsPerMinute", "budgets.dayTokens"]);
});

test("a host cannot wish to be told more", () => {
  const { policy: mine, granted, refused } = wished(policy, { embedResults: "shown", masking: { mode: "open" }, embedOrigins: ["https://evil.example"] });
  expect([mine, granted]).toEqual([policy, []]);
  expect(refused.map(({ path }) => path)).toEqual(["embedResults", "masking.mode", "embedOrigins"]);
});

test("a wish that is no policy is refused", () => {
  for (const wish of ["{", 7, [], { sudo: true }]) {
    const { policy: mine, refused } = wished(policy, wish);
    expect(mine).toEqual(policy);
    expect(refused.length).toBe(1);
  }
});
