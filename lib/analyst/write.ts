import { answer, self, skills } from "./honest.ts";
import { briefing } from "./jobs/briefing.ts";
import { group, share, total } from "./jobs/group.ts";
import { clusters, correlation, difference, distribution, drivers, outliers } from "./jobs/relate.ts";
import { special } from "./jobs/special.ts";
import { join, query } from "./jobs/tables.ts";
import { compare, forecast, gaps, trend, why } from "./jobs/time.ts";
import { clean, duplicates, exported, overview, quality, rows, words } from "./jobs/whole.ts";
import type { Script } from "./script.ts";
import { proseOf, type Settled } from "./settle.ts";
import { suggestFor } from "./suggest.ts";

/** The script for a settled ask. */
export function write(ask: Settled): Script {
  switch (ask.job) {
    case "sql":
      return query(ask);
    case "overview":
      return overview(ask);
    case "quality":
      return quality(ask);
    case "duplicates":
      return duplicates(ask);
    case "distribution":
      return distribution(ask);
    case "group":
      return group(ask);
    case "total":
      return total(ask);
    case "share":
      return share(ask);
    case "trend":
      return trend(ask);
    case "compare":
      return compare(ask);
    case "why":
      return why(ask);
    case "correlation":
      return correlation(ask);
    case "drivers":
      return drivers(ask);
    case "difference":
    case "cross":
      return difference(ask);
    case "outliers":
      return outliers(ask);
    case "gaps":
      return ask.time ? gaps(ask) : untimed(ask);
    case "clusters":
      return clusters(ask);
    case "forecast":
      return ask.time ? forecast(ask) : untimed(ask);
    case "join":
      return join(ask);
    case "clean":
      return clean(ask);
    case "export":
      return exported(ask);
    case "rows":
      return rows(ask);
    case "briefing":
      return briefing(ask);
    case "special":
      return ask.special ? special(ask, ask.special) : overview(ask);
    case "words":
      return words(ask, proseOf(ask)?.column.name ?? "");
    case "help":
      return said(
        ask,
        /\b(thank|thanks|thx|danke|dank|merci|gracias)\b/i.test(ask.question) ? "You are welcome." : `${self} ${skills}`,
        "Say what I am and what I can do.",
      );
    case "unknown":
      return said(
        ask,
        ask.stray !== null
          ? `I found nothing to do with "${ask.stray.slice(0, 60)}" in this question, and an answer without it would answer another one, so I have not computed anything.`
          : ask.lost === null
            ? "I could not match this question to the columns of your files or to one of my skills, so I have not computed anything."
            : `Nothing in your files is called "${ask.lost.slice(0, 60)}", so I have not computed anything.`,
        "I do not understand this question well enough to compute something for it, so I say what I can do instead.",
      );
    default:
      return ask.job satisfies never;
  }
}

function untimed(ask: Settled): Script {
  return said(
    ask,
    "This needs a column of dates, and none was recognised in the table, so I have not computed anything.",
    "There is no date column to work with.",
  );
}

function said(ask: Settled, finding: string, plan: string): Script {
  const columns = ask.base.columns.slice(0, 12).map((column) => column.name.slice(0, 40));
  const evidence = ask.job === "help" ? [] : [`Columns I know here: ${columns.join(", ")}${ask.base.columns.length > 12 ? ", ..." : ""}.`];
  const caveats = ask.job === "help" ? ["With a language model set up (see the README) questions can be freer."] : [self, skills];
  return { plan, uses: [], lines: answer(finding, evidence, caveats, suggestFor(ask.tables, ask.ways).slice(0, 4)) };
}
