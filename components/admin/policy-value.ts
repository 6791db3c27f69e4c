import type { PolicyOrigin } from "../../lib/protocol/in-force.ts";
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
  if (Array.isArray(value)) return value.map((one) => (typeof one === "string" ? one : JSON.stringify(one))).join(", ");
  return JSON.stringify(value);
}

/** Where a policy comes from, in one line. */
export function setByText({ base, fields }: PolicyOrigin): string {
  const count = Object.keys(fields).length;
  return count === 0 ? words.overview.base[base] : `${words.overview.base[base]}; ${words.overview.changed(count)}`;
}

export type PolicyGroup = keyof typeof say.groups;
const code = new Set(["allowedPackages", "allowedModules", "deniedModules"]);
const grouped: Record<string, PolicyGroup> = { limits: "limits", masking: "masking", budgets: "budgets" };

/** Under which heading a field stands. */
export const groupOf = (path: string): PolicyGroup => (code.has(path) ? "code" : (grouped[path.split(".")[0] ?? ""] ?? "general"));
export const policyGroups = ["general", "masking", "limits", "budgets", "code"] as const satisfies readonly PolicyGroup[];

/** Where in JSON text a path leads, as good as can be found by its names; null where it leads nowhere. */
export function placeOf(text: string, path: string): { start: number; end: number } | null {
  const names = path.split(/[.[\]]+/).filter((part) => part !== "" && !/^\d+$/.test(part));
  let at = 0;
  let found: { start: number; end: number } | null = null;
  for (const name of names) {
    const next =
      text.indexOf(`${JSON.stringify(name)}:`, at) < 0
        ? text.indexOf(JSON.stringify(name), at)
        : text.indexOf(`${JSON.stringify(name)}:`, at);
    if (next < 0) break;
    found = { start: next, end: next + JSON.stringify(name).length };
    at = found.end;
  }
  return found;
}
