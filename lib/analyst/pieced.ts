import { list, text } from "./literal.ts";
import type { Settled } from "./settle.ts";
import type { Table } from "./tables.ts";

/** Jobs that look at all columns of a table at once. */
const whole: ReadonlySet<Settled["job"]> = new Set(["overview", "quality", "duplicates", "clean", "export", "rows", "briefing", "clusters", "drivers"]);

const sampled = 200_000;

/**
 * A script for tables of which some lie in pieces: where it names such a table it gets, as a DataFrame, the columns that it names, of all rows; for a job that looks at every column some
 * rows, and the answer says so.
 */
export function pieced(code: string, job: Settled["job"], tables: readonly Table[]): string {
  const large = tables.filter(({ pieces }) => pieces !== undefined);
  return large.reduce((script, table) => (whole.has(job) ? ofSome(script, table) : ofAll(script, table)), code);
}

function ofAll(code: string, table: Table): string {
  const named = table.columns.map(({ name }) => name).filter((name) => code.includes(text(name)));
  const columns = named.length > 0 ? named : table.columns.slice(0, 1).map(({ name }) => name);
  return replaced(code, table.variable, `${table.variable}[${list(columns)}]`);
}

function ofSome(code: string, table: Table): string {
  const made = replaced(code, table.variable, `${table.variable}.sample(${sampled})`);
  const caveat = `${table.variable} is too large to be looked at whole: this is of ${sampled.toLocaleString("en-US")} of its ${table.rows.toLocaleString("en-US")} rows, taken evenly.`;
  return made === code ? code : made.replace(/caveats=/, `caveats=[${text(caveat)}] + `);
}

/** Wherever code, not a text or a comment, names the variable. */
function replaced(code: string, variable: string, by: string): string {
  const token = new RegExp(String.raw`"(?:[^"\\\n]|\\.)*"|#[^\n]*|(?<![\w.])${variable}(?!\w)`, "g");
  return code.replace(token, (found) => (found === variable ? by : found));
}
