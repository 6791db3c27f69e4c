import type { Told } from "../protocol/complete.ts";
import type { Ask } from "./ask.ts";
import { saying, self } from "./honest.ts";
import { nextQuestions } from "./next.ts";
import { written } from "./script.ts";
import { type Settled, settle } from "./settle.ts";
import { write } from "./write.ts";

type Reply = { plan: string; code: string };

/** The next try after runs that did not end the turn, each narrower than the one before; in the end an honest partial answer. */
export function repair(ask: Settled, steps: readonly Told[]): Reply {
  const last = steps.at(-1);
  const failures = steps.filter((step) => step.status !== "ok").length;
  if (!last || failures >= 3) return giveUp(ask, last);
  return mended(ask, last, steps) ?? giveUp(ask, last);
}

function mended(ask: Settled, last: Told, steps: readonly Told[]): Reply | null {
  const error = last.text;
  if (last.status === "killed") return smaller(ask, last);
  if (last.status === "refused") return null;
  if (ask.job === "special" && !/are left after the selection|no rows|is no value of|KeyError|no column/.test(error)) return null;
  if (/matplotlib|No module named|cannot be installed|not available here/.test(error)) return bare(ask, last, error);
  if (/are left after the selection|no rows|is no value of/.test(error)) return emptied(ask, error);
  if (/KeyError|no column/.test(error)) return renamed(last, error) ?? (steps.length < 3 ? simpler(ask, error) : null);
  if (/holds no numbers|holds dates|holds numbers|could not convert|TypeError|ValueError/.test(error) && steps.length < 3)
    return simpler(ask, error);
  return steps.length < 2 ? simpler(ask, error) : null;
}

const reasonOf = (error: string): string =>
  error
    .trim()
    .split("\n")
    .filter((line) => /^\w*(Error|Exception|Warning)\b/.test(line.trim()))
    .at(-1)
    ?.trim()
    .slice(0, 300) ??
  error.trim().split("\n").at(-1)?.slice(0, 300) ??
  "";

/** The column is called otherwise: the nearest name, which the error gives, takes its place. */
function renamed(last: Told, error: string): Reply | null {
  const match = /no column ('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"); nearest: \[('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/.exec(error);
  const [wanted, nearest] = [unquoted(match?.[1]), match?.[2]];
  if (!wanted || !nearest) return null;
  const code = last.code.replaceAll(`"${wanted}"`, nearest);
  return code === last.code ? null : { plan: `There is no column of that name; the nearest one is taken instead.`, code };
}

const unquoted = (literal: string | undefined): string | null => (literal ? literal.slice(1, -1) : null);

/** Without what could not be loaded: charts first, then a job that needs no package. */
function bare(ask: Settled, last: Told, error: string): Reply {
  if (/matplotlib/.test(error) && /\n {4}chart\(/.test(last.code)) {
    return {
      plan: "Charts cannot be drawn here, so this is done without one.",
      code: last.code.replace(/\nif r\.drawable:\n {4}chart\(.*\)/g, ""),
    };
  }
  return simpler(ask, error);
}

function emptied(ask: Settled, error: string): Reply {
  const limits = [...ask.filters.map((filter) => filter.ref.column.name), ...ask.windows.map((window) => window.label)];
  const told =
    limits.length > 0 ? `Nothing in the data fits all of: ${limits.slice(0, 6).join("; ")}.` : "There is not enough data for this.";
  return {
    plan: "The selection leaves nothing to compute with; say so.",
    code: saying(
      `No answer: ${told}`,
      [reasonOf(error)],
      ["Nothing was computed, so there are no numbers to trust here."],
      nextQuestions(ask),
    ),
  };
}

/** A simpler job on the same columns: a count or an overview always works. */
function simpler(ask: Settled, error: string): Reply {
  const reason = reasonOf(error);
  const note = `The analysis you asked for failed (${reason}); this is the nearest simpler one.`;
  const plain: Ask =
    ask.groups.length > 0
      ? { ...ask, job: null, agg: "count", measures: [{ type: "rows" }], freq: null, windows: [], notes: [note] }
      : { ...ask, job: "overview", agg: null, measures: [], groups: [], filters: [], windows: [], notes: [note] };
  const script = write(settle(plain));
  return { plan: `That failed: ${reason.replaceAll("`", "'")} I try something simpler on the same columns.`, code: written(script) };
}

/** A run that took too long is done again on a sample of its rows. */
function smaller(ask: Settled, last: Told): Reply | null {
  if (/df\.sample\(/.test(last.code)) return null;
  const code = last.code.replace(/\nr = /, `\ndf = df.sample(min(len(df), 20_000), random_state=0)  # the whole took too long\nr = `);
  if (code === last.code) return null;
  const noted = code.replace(
    /caveats=r\.caveats/,
    `caveats=["Computed on a random sample of at most 20,000 rows, because the whole took too long."] + r.caveats`,
  );
  return { plan: `The run was stopped before it was done, so it is tried on a sample of ${ask.base.variable}.`, code: noted };
}

function giveUp(ask: Settled, last: Told | undefined): Reply {
  const reason = last ? (last.status === "refused" ? "the policy refused the code" : reasonOf(last.text)) : "nothing came back";
  return {
    plan: "I could not mend this; I say what happened instead of guessing.",
    code: saying(
      "I could not finish this analysis, so I give no numbers.",
      [`What went wrong: ${reason.replace(/[`*[\]<>]/g, "")}`],
      [self],
      nextQuestions(ask),
    ),
  };
}
