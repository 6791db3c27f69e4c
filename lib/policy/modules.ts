import type { PolicyIssue } from "../protocol/in-force.ts";
import { helpersChars, type Policy } from "../protocol/policy.ts";
import { checkCode } from "./check.ts";
import { standardModules } from "./stdlib.ts";

const keywords = new Set(
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield".split(
    " ",
  ),
);

/** What is wrong with the helper modules of a policy, as far as that can be told without Python; syntax is Python's to judge (modules.py). */
export function helperIssues(policy: Policy): PolicyIssue[] {
  const total = policy.helpers.reduce((sum, { code }) => sum + code.length, 0);
  const whole = total > helpersChars ? [{ path: "helpers", message: `all together have ${total} characters, and may have ${helpersChars}` }] : [];
  return [...whole, ...policy.helpers.flatMap((_, at) => [...nameIssues(policy, at), ...codeIssues(policy, at)])];
}

function nameIssues({ helpers, allowedModules, deniedModules }: Policy, at: number): PolicyIssue[] {
  const name = helpers[at]?.name ?? "";
  const wrong = reasonAgainst(name, [...allowedModules, ...deniedModules]);
  const twice = helpers.findIndex((one) => one.name === name) < at ? `${name} is given twice` : null;
  const message = wrong ?? twice;
  return message === null ? [] : [{ path: `helpers[${at}].name`, message }];
}

function reasonAgainst(name: string, modules: readonly string[]): string | null {
  if (keywords.has(name)) return `${name} is a word of Python's own`;
  if (name === "sandpiper" || standardModules.has(name)) return `${name} is a module that is there already`;
  return modules.some((one) => one.split(".")[0] === name) ? `${name} is among the allowed or denied modules` : null;
}

function codeIssues(policy: Policy, at: number): PolicyIssue[] {
  const found = checkCode(policy.helpers[at]?.code ?? "", policy);
  return found.map(({ line, reason, instead }) => ({ path: `helpers[${at}].code`, message: `line ${line}: ${reason} ${instead}` }));
}
