import type { Finding } from "../protocol/action.ts";
import type { Policy } from "../protocol/policy.ts";
import { insteadOf } from "./alternatives.ts";
import { blank } from "./blank.ts";
import { standardModules } from "./stdlib.ts";

type Rules = Pick<Policy, "allowedModules" | "deniedModules" | "helpers">;
type Import = { readonly module: string; readonly names: readonly string[]; readonly line: number };

/** The imports of a script that the policy refuses. A quick look at statements; check.py judges the syntax tree before the run. */
export function checkCode(code: string, rules: Rules): Finding[] {
  return importsIn(code).flatMap((one) => {
    const refused = refusal(one, rules);
    return refused ? [{ line: one.line, ...refused, instead: insteadOf(refused.name) }] : [];
  });
}

function refusal({ module, names }: Import, rules: Rules): { name: string; reason: string } | null {
  const denied = [module, ...names.map((name) => `${module}.${name}`)].find((name) => isDenied(name, rules.deniedModules));
  if (denied) return { name: denied, reason: `${denied} is not allowed here.` };
  const root = module.split(".")[0] ?? "";
  if (root === "" || root.startsWith("_") || rules.allowedModules.includes(root) || standardModules.has(root)) return null;
  if (rules.helpers.some(({ name }) => name === root)) return null;
  return { name: root, reason: `${root} is not among the allowed packages.` };
}

function isDenied(module: string, denied: readonly string[]): boolean {
  return denied.some((name) => module === name || module.startsWith(`${name}.`));
}

const gap = "[ \\t\\f\\v]";
const statement = new RegExp(
  `(?<=^|[\\n;:])${gap}*(?:import${gap}+([^\\n;]+)|from${gap}*([\\w.]+)${gap}*import${gap}*(\\([^)]*\\)|[^\\n;]+))`,
  "gu",
);

/** Modules that a script imports by statement, with lines. Names are NFKC-normalised, as Python does. */
export function importsIn(code: string): Import[] {
  const text = blank(code.replace(/\\\n/g, " \v")).text.normalize("NFKC");
  return [...text.matchAll(statement)].flatMap((match) => {
    const [whole, plain, from, names] = match;
    const line = text.slice(0, match.index + whole.search(/\S/)).split(/[\n\v]/).length;
    if (plain !== undefined) return words(plain).map((module) => ({ module, names: [], line }));
    return from === undefined || from.startsWith(".") ? [] : [{ module: from, names: words(names ?? ""), line }];
  });
}

function words(list: string): string[] {
  return list
    .replace(/[()]/g, "")
    .split(",")
    .map((part) => part.trim().split(/\s/)[0] ?? "")
    .filter((name) => /^[\w.\p{L}]+$/u.test(name));
}
