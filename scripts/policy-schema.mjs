/** Writes public/policy.schema.json and the table of docs/policy.md out of lib/protocol/policy.ts: `node scripts/policy-schema.mjs`. */
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { Policy } from "../lib/protocol/policy.ts";

const root = resolve(fileURLToPath(import.meta.url), "../..");
export const files = { schema: join(root, "public/policy.schema.json"), docs: join(root, "docs/policy.md") };

/** A policy as it is written: what is left out is the default. */
const schema = () => {
  const { properties, ...rest } = z.toJSONSchema(Policy, { io: "input" });
  return { title: "Policy of Sandpiper", ...rest, properties };
};

export const schemaText = () => `${JSON.stringify(schema(), null, 2)}\n`;

const UNITS = {
  PerMinute: "calls a minute",
  CostMicros: "millionths of the currency",
  Tokens: "tokens",
  Bytes: "bytes",
  Chars: "characters",
  Rows: "rows",
  Columns: "columns",
  Days: "days",
  Turns: "turns",
  Ms: "milliseconds",
};

/** By the end of the name, which has to tell it. */
const unitOf = (name, { type, anyOf }) => {
  const number = [type, ...(anyOf ?? []).map((one) => one.type)].includes("integer");
  if (!number) return "";
  return Object.entries(UNITS).find(([end]) => name.endsWith(end) || name === end.toLowerCase())?.[1] ?? "count";
};

const shown = (value) => (Array.isArray(value) && value.length > 6 ? `${value.length} names` : `\`${JSON.stringify(value)}\``);

/** Rows of every field, those of a group behind the group's name. */
function rows(properties, prefix = "") {
  return Object.entries(properties).flatMap(([name, field]) => {
    if (field.type === "object") return rows(field.properties, `${name}.`);
    return [`| \`${prefix}${name}\` | ${unitOf(name, field)} | ${shown(field.default)} | ${(field.description ?? "").replaceAll("|", "\\|")} |`];
  });
}

export const tableText = () => ["| field | unit | default | is |", "|---|---|---|---|", ...rows(schema().properties)].join("\n");

const begin = "<!-- fields: written by scripts/policy-schema.mjs -->";
const end = "<!-- end of fields -->";

/** The page with the table as it should be. Throws when it does not say where the table belongs. */
export function docsText(text) {
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error("docs/policy.md has no place for the table of fields");
  return `${before}${begin}\n${tableText()}\n${end}${after}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(files.schema, schemaText());
  writeFileSync(files.docs, docsText(readFileSync(files.docs, "utf8")));
}
