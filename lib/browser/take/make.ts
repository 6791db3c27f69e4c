import { fileStem } from "../../agent/export/made.ts";
import { notebook } from "../../agent/export/notebook.ts";
import { paperOf } from "../../agent/export/paper.ts";
import { type Facts, reportHtml } from "../../agent/export/report.ts";
import { plainText } from "../../agent/export/runs.ts";
import { script } from "../../agent/export/script.ts";
import { english } from "../../agent/export/words.ts";
import { german } from "../../agent/export/words-de.ts";
import { artifactsOf, type Turn } from "../../agent/session.ts";
import type { Mapping } from "../../policy/mask.ts";
import type { Locale } from "../../protocol/locale.ts";
import type { Helper } from "../../protocol/policy.ts";
import { type Page, picturesOf, shownSession, tablesOf } from "./gather.ts";

export const formats = ["html", "docx", "pptx", "ipynb", "py", "xlsx", "csv"] as const;
export type Format = (typeof formats)[number];

/** What is taken away: these turns, with what came before them where code needs it. */
export interface Load {
  readonly turns: readonly Turn[];
  /** Turns before these: their code makes what later code uses. */
  readonly before: readonly Turn[];
  /** Names of the files that are open. */
  readonly files: readonly string[];
  /** Helper modules of the policy. */
  readonly helpers: readonly Helper[];
  readonly mapping: Mapping;
  readonly page: Page;
  /** The language of our own words in it. */
  readonly locale: Locale;
}

export interface Made {
  readonly blob: Blob;
  readonly ending: string;
  /** Stem of a name, with values in it. */
  readonly stem: string;
}

const wordsOf = { en: english, de: german };
const patienceMs = 120_000;

/** Makes it, in this page: nothing of it has left when this resolves. Rejects with a message for the person where it cannot be made. */
export async function make(format: Format, load: Load): Promise<Made> {
  const { turns, mapping } = load;
  const words = wordsOf[load.locale];
  const shown = shownSession(turns, mapping);
  const stem = fileStem(plainText(shown.turns[0]?.question ?? "")).slice(0, 60);
  const made = (blob: Blob, ending: string = format): Made => ({ blob, ending, stem });
  switch (format) {
    case "html":
      return made(new Blob([reportHtml(shown, factsOf(load), { beside: await picturesOf(turns, shown), words })], { type: "text/html" }));
    case "docx":
    case "pptx": {
      const beside = await picturesOf(turns, shown);
      const papers = shown.turns.map((turn) => paperOf(turn, beside, words));
      if (format === "docx") return made(await (await import("./docx.ts")).docxOf(stem, papers.flat(), words));
      return made(await (await import("./pptx.ts")).pptxOf(stem, papers, words));
    }
    case "ipynb":
    case "py": {
      const whole = shownSession([...load.before, ...turns], mapping);
      const ground = { prelude: await prelude(), helpers: load.helpers, files: load.files, places: [], made: words.made, words };
      return made(new Blob([format === "py" ? script(whole, ground) : notebook(whole, ground)], { type: "text/plain" }));
    }
    case "xlsx":
    case "csv": {
      const { xlsxOf, csvOf } = await import("./tables.ts");
      const tables = await tablesOf(turns, { page: load.page, mapping, signal: AbortSignal.timeout(patienceMs) });
      if (format === "xlsx") return made(await xlsxOf(tables, words));
      const { blob, ending } = await csvOf(tables);
      return made(blob, ending);
    }
    default:
      return format satisfies never;
  }
}

/** Which formats there is something for. */
export const offered = (turns: readonly Turn[]): Format[] => {
  const tables = turns.flatMap(artifactsOf).some(({ kind }) => kind === "table");
  return formats.filter((format) => tables || (format !== "xlsx" && format !== "csv"));
};

/** The kernel's own Python, as set-up packed it (scripts/build-ground.mjs). */
async function prelude(): Promise<string> {
  const response = await fetch("/sandbox/ground.py");
  if (!response.ok) throw new Error(`/sandbox/ground.py could not be fetched (${response.status}). Run the set-up again.`);
  return response.text();
}

function factsOf({ turns, files, locale }: Load): Facts {
  const { made, report } = wordsOf[locale];
  return [
    [report.facts.model, [...new Set(turns.map(({ model }) => model))].join(", ")],
    [report.facts.files, files.join(", ")],
    [report.facts.made, made],
  ];
}
