import { expect, test } from "vitest";
import { closing, readPlaywright, readVitest, settle } from "../../scripts/stages.mjs";

const suite = { status: "passed", assertionResults: [{}] };

test("the counts of vitest are read, and a file that broke before its first test counts as a failure", () => {
  const json = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 2,
    testResults: [suite, { status: "failed", assertionResults: [] }],
  };
  expect(readVitest(json)).toMatchObject({ passed: 3, failed: 2, skipped: 2 });
});

test("an end-to-end test that passes at the second attempt is passed, and counted apart", () => {
  expect(readPlaywright({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 4 } })).toEqual({ passed: 6, failed: 1, skipped: 4, again: 1 });
});

test("a runner that leaves no report, or ends badly without a failed test, counts as a failure", () => {
  expect(settle(readVitest(null), 1)).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
  expect(settle({ passed: 7, failed: 0, skipped: 0 }, 1)).toEqual({ passed: 7, failed: 1, skipped: 0 });
  expect(settle({ passed: 7, failed: 0, skipped: 0 }, 0)).toEqual({ passed: 7, failed: 0, skipped: 0 });
  expect(settle({ passed: 7, failed: 2, skipped: 0 }, 1)).toEqual({ passed: 7, failed: 2, skipped: 0 });
});

test("the closing line has one exact form, and names what was skipped only where something was", () => {
  expect(closing({ passed: 12, failed: 0, skipped: 0 })).toBe("12 passed, 0 failed");
  expect(closing({ passed: 12, failed: 1, skipped: 3 })).toBe("12 passed, 1 failed, 3 skipped");
});
