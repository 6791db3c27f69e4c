import { z } from "zod";
import { offeredBy } from "../../lib/agent/modules.ts";
import type { PolicyOrigin } from "../../lib/protocol/in-force.ts";
import { Helper } from "../../lib/protocol/policy.ts";
import { bytesText, durationText } from "../format.ts";
import { strings } from "../strings.ts";
import { moneyText } from "./money.ts";
import { words, wordsOf } from "./words.ts";

const say = wordsOf("policy");

const units: [RegExp, (value: number, currency: string) => string][] = [
  [/Ms$/, (value) => durationText(value)],
  [/Bytes$/, (value) => bytesText(value)],
  [/Micros/, (value, currency) => moneyText(value, currency)],
  [/Chars$/, (value) => say.units.characters(value)],
  [/Tokens$/, (value) => say.units.tokens(value)],
  [/PerMinute$/, (value) => say.units.perMinute(value)],
  [/Days$/, (value) => say.units.days(value)],
  [/Rows$/, (value) => say.units.rows(value)],
];

const nulls = (): Record<string, string> => say.nulls;

/** The value of a field with the unit that its name carries. */
export function policyValueText(path: string, value: unknown, currency: string): string {
  if (value === null) return nulls()[path] ?? say.null;
  if (typeof value === "number") return units.find(([name]) => name.test(path))?.[1](value, currency) ?? value.toLocaleString(strings.tag);
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? say.yes : say.no;
  if (Array.isArray(value) && value.length === 0) return say.nothing;
  if (path === "helpers") return helpersText(value);
  if (Array.isArray(value)) return value.map((one) => (typeof one === "string" ? one : JSON.stringify(one))).join(", ");
  return JSON.stringify(value);
}

const Modules = z.array(Helper);

/** Helper modules by name, each with what it offers. */
const helpersText = (value: unknown): string =>
  Modules.parse(value)
    .map(({ name, code }) => `${name} (${offeredBy(code).map((one) => one.name).join(", ") || say.nothing})`)
    .join(", ");

const Draft = z.looseObject({ helpers: z.array(z.unknown()).default([]) });

/** The draft with that module, in the place of one of its name; null while the draft is no JSON object. */
export function withHelper(text: string, helper: Helper): string | null {
  try {
    const { helpers, ...rest } = Draft.parse(JSON.parse(text));
    const others = helpers.filter((one) => Helper.safeParse(one).data?.name !== helper.name);
    return JSON.stringify({ ...rest, helpers: [...others, helper] }, null, 2);
  } catch {
    return null;
  }
}

/** Where a policy comes from, in one line. */
export function setByText({ base, fields }: PolicyOrigin): string {
  const count = Object.keys(fields).length;
  return count === 0 ? words.overview.base[base] : `${words.overview.base[base]}; ${words.overview.changed(count)}`;
}

export type PolicyGroup = keyof typeof say.groups;
const code = new Set(["allowedPackages", "allowedModules", "deniedModules", "helpers"]);
const grouped: Record<string, PolicyGroup> = { limits: "limits", masking: "masking", budgets: "budgets" };

/** Under which heading a field stands. */
export const groupOf = (path: string): PolicyGroup => (code.has(path) ? "code" : (grouped[path.split(".")[0] ?? ""] ?? "general"));
export const policyGroups = ["general", "masking", "limits", "budgets", "code"] as const satisfies readonly PolicyGroup[];

/** Where in JSON text a path leads, as good as can be found by its names; null where it leads nowhere. */
export function placeOf(text: string, path: string): { start: number; end: number } | null {
  let at = 0;
  let skipped = 0;
  let found: { start: number; end: number } | null = null;
  for (const part of path.split(/[.[\]]+/).filter((one) => one !== "")) {
    if (/^\d+$/.test(part)) {
      skipped = Number(part);
      continue;
    }
    const next = keyIn(text, part, at, skipped);
    if (next < 0) break;
    found = { start: next, end: next + JSON.stringify(part).length };
    at = found.end;
    skipped = 0;
  }
  return found;
}

/** Where a name stands after `from`; items of a list have it once each, and so many of them are passed over. */
function keyIn(text: string, name: string, from: number, skipped: number): number {
  const quoted = JSON.stringify(name);
  const key = text.indexOf(`${quoted}:`, from) < 0 ? quoted : `${quoted}:`;
  let at = text.indexOf(key, from);
  for (let left = skipped; left > 0 && at >= 0; left--) at = text.indexOf(key, at + key.length);
  return at;
}
