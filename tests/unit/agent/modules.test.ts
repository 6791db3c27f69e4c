import { expect, test } from "vitest";
import { helperModules, offeredBy } from "../../../lib/agent/modules.ts";
import { systemPrompt } from "../../../lib/agent/system.ts";
import { Policy } from "../../../lib/protocol/policy.ts";

const code = `"""How Acme counts.

More of it."""
import datetime as dt

RATE = 0.2  # def not_this(): ...


def fiscal_quarter(day, first_month: int = 4, *, sign="a: (b)") -> str:
    # as the board decided
    """Quarter of the fiscal year, such as 2024-Q3.

    Not told."""
    def inner(x): return x
    return ""


async def load_rates(
    table: dict[str, int],
    day=None,
) -> list: 'Rates of a day.'


def _hidden(): ...


class Account(dict):
    """An account with its ledger."""

    def close(self): ...

text = """
def in_a_text(): ...
"""
def plain(): return 1
`;

test("public functions and classes at the top are offered with signature and first line, nothing else is", () => {
  expect(offeredBy(code)).toEqual([
    { name: "fiscal_quarter", signature: 'fiscal_quarter(day, first_month: int = 4, *, sign="a: (b)") -> str', summary: "Quarter of the fiscal year, such as 2024-Q3." },
    { name: "load_rates", signature: "load_rates(table: dict[str, int], day=None,) -> list", summary: "Rates of a day." },
    { name: "Account", signature: "class Account(dict)", summary: "An account with its ledger." },
    { name: "plain", signature: "plain()", summary: "" },
  ]);
});

test("a module that is broken off or empty offers what can be made out", () => {
  expect(offeredBy("")).toEqual([]);
  expect(offeredBy("def a(:\n")).toEqual([]);
  expect(offeredBy("def a(x")).toEqual([]);
});

test("the system prompt tells the model of them and that they may be imported; without any it has no such part", () => {
  const text = systemPrompt(Policy.parse({ helpers: [{ name: "company", code }] }));
  expect(text).toContain("# Helper modules");
  expect(text).toContain("- from company import ... (How Acme counts.)\n  - fiscal_quarter(day, first_month: int = 4");
  expect(text).toMatch(/may be imported: .*sandpiper, company\./);
  expect(systemPrompt(Policy.parse({}))).not.toContain("Helper modules");
});

test("what is told of many functions is bounded: the rest is named", () => {
  const many = Array.from({ length: 400 }, (_, at) => `def function_${at}(a, b):\n    """${"x".repeat(90)}"""`).join("\n");
  const [told = ""] = helperModules([{ name: "many", code: many }]);
  expect(told.length).toBeLessThan(9_000);
  expect(told).toContain("- also: function_");
});
