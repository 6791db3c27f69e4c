import type { Ask, Job } from "./ask.ts";
import { askers } from "./find.ts";
import type { Reading } from "./reading.ts";
import { sameThing } from "./synonyms.ts";
import { fold, type Token } from "./words.ts";

/** Words that belong to asking, to jobs and to time rather than to the data. Beginnings of folded words. */
const known = new RegExp(
  `^(${(
    "resol handl respon turnaround duration bearbeit losung exclud except limit restrict good complete dirty reliable hochst niedrigst meist wenigst schlecht gross klein monatl durchschnittl " +
    "oldest youngest newest latest earliest busiest quietest return refund slowest fastest quickest shortest longest happiest attrition " +
    "forecast predict project expect correl relation relate associat driv factor influenc affect determin explain impact effect depend differ signific test compar versus distribut histogram spread quantil outlier anomal unusual strang abnormal " +
    "fault spike cluster segment group similar divid split duplic miss empty null valid clean tidy qualit problem error export download save excel xlsx spreadsheet file table sheet join merge combin match unmatch overview summar describ insight explor analy " +
    "interest finding key figure statistic develop evol trend chang grow grew growth increas decreas drop fell fall rise rose declin jump high low best worst most least large small great big long short fast slow quick busy strong weak top bottom common frequent " +
    "popular sell sold average mean median total sum count(?!r) number share percent proportion rate ratio part fraction distinct uniqu value year month quarter week day hour date time period season january february march april june july august september october november december " +
    "last previous past recent current next coming first second third fourth since before after until during between within chart plot graph line pie bar column diagram visual show list give tell find display look want need know please help make create calculate compute " +
    "record entry entries row case data dataset thing overall altogether typical usual normal people person customer order why cause reason happen went behind much many different other each every case often likely exactly least above below over under more less fewer than " +
    "word term topic theme say complain mention feedback comment text gap reading stop still shrank shrink lost lose boss manager buy bought spend spent going their uses using comes aged ones happ unhapp hoch niedrig stark schwach gewachs gestieg gefall gesunk verkauf sich hallo needs attention anything someone something everything reading stop still really actually currently currently better worse higher lower correct there into onto take taken long earn have having being been want result versus against drift outage detect identify calculate " +
    "one two three four five six seven eight nine ten twelve later then been " +
    "came come comes coming gave given bring brought place placed put get got pay paid using used use " +
    "prognos vorhers verteil entwick vergleich unterschied durchschnitt anzahl summe gesamt anteil prozent zeig welch warum ausreis fehl doppel bereinig uberblick zusammen export nachst letzt viele viel gibt haben sind wird pro jahr monat woche quartal tag male geht hangt combien moyenne total cuantos promedio"
  )
    .split(" ")
    .join("|")})`,
);

/** What is counted: a row is taken for one of them. */
const counted = /(how many|number of|count of|wie viele|anzahl( der)?|combien de) (\w+ )?$/;

/** Words of the question that nothing was made of: told to the person, so that no part of a question is passed over in silence. */
export function unread(read: Reading, also: ReadonlySet<number> = new Set(), least = 4): string[] {
  const left = strange(read, least, also);
  return [...new Set(left.map((word) => word.raw))].filter((word) => !sameThing(word.toLowerCase(), "revenue")).slice(0, 5);
}

function strange(read: Reading, least: number, also: ReadonlySet<number> = new Set()): Token[] {
  const taken = [...read.columns, ...read.values];
  return read.words.filter(
    (word, index) =>
      !also.has(index) &&
      !taken.some((each) => index >= each.start && index < each.end) &&
      word.text.length >= least &&
      !/^\d/.test(word.text) &&
      !askers.has(word.stem) &&
      !known.test(word.text) &&
      !counted.test(read.text.slice(0, word.start)),
  );
}

const wanting =
  /\b(in|for|from|at|fur|im|bei|aus|what (?:is|was|are|were|will|would)|average|mean|median|total|sum of|durchschnittliche[rsn]?|which|what|by|per|welche[rsmn]?|nach|pro)( (the|of|der|die|das|dem|den|our|my))*\s+$/;

/** A word that has to name a group, a measure or a value, and names none: an answer without it would answer another question. */
export function lost(read: Reading): string | null {
  if (read.quotes.length > 0) return null;
  return (
    strange(read, 3).find(
      (word) =>
        !sameThing(word.text, "revenue") &&
        !read.values.some((value) => read.words[value.end] === word) &&
        wanting.test(read.text.slice(0, word.start)),
    )?.raw ?? null
  );
}

/** Jobs that would pass over a word: they answer something even where nothing of the question was found. */
const careless: ReadonlySet<Job | null> = new Set([null, "trend", "forecast", "compare", "rows", "difference", "export"]);
const adjective =
  /\bhow (?!many|much|long|often|far|big|good|well|complete|clean|reliable|likely|do|does|did|is|are|was|were|can|has|have|the|about|come|large|quick|fast|slow|dirty|strong)(\w{3,}) (?:is|are|was|were)\b/;

/** "which tickets are open": what the rows are called may be in no column. */
const listed = /^\W*(which|what|show(?: me)?|list|find|give me|welche\w*|zeige?)(?: all| the| all the| alle| mir)? (\p{L}+)/u;

/** A word the question turns on although nothing else of it was found: to count rows without it would answer another question. */
export function strayed(read: Reading, ask: Ask): string | null {
  if (ask.stray !== null) return ask.stray;
  if (!careless.has(ask.job) || ask.special !== null || read.quotes.length > 0) return null;
  if (ask.measures.some((measure) => measure.type !== "rows")) return null;
  if (ask.filters.length > 0 && (ask.agg !== null || ask.groups.length > 0 || ask.job !== null)) return null;
  const how = adjective.exec(read.text)?.[1];
  const rows = ask.filters.length > 0 ? listed.exec(read.text)?.[2] : undefined;
  return how ?? unread(read, new Set(), 3).find((word) => fold(word) !== rows) ?? null;
}
