import { askers } from "./find.ts";
import type { Reading } from "./reading.ts";
import { sameThing } from "./synonyms.ts";
import type { Token } from "./words.ts";

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
    "prognos vorhers verteil entwick vergleich unterschied durchschnitt anzahl summe gesamt anteil prozent zeig welch warum ausreis fehl doppel bereinig uberblick zusammen export nachst letzt viele viel gibt haben sind wird pro jahr monat woche quartal tag male geht hangt combien moyenne total cuantos promedio"
  )
    .split(" ")
    .join("|")})`,
);

/** What is counted: a row is taken for one of them. */
const counted = /(how many|number of|count of|wie viele|anzahl( der)?|combien de) (\w+ )?$/;

/** Words of the question that nothing was made of: told to the person, so that no part of a question is passed over in silence. */
export function unread(read: Reading): string[] {
  const left = strange(read, 4);
  return [...new Set(left.map((word) => word.raw))].filter((word) => !sameThing(word.toLowerCase(), "revenue")).slice(0, 5);
}

function strange(read: Reading, least: number): Token[] {
  const taken = [...read.columns, ...read.values];
  return read.words.filter(
    (word, index) =>
      !taken.some((each) => index >= each.start && index < each.end) &&
      word.text.length >= least &&
      !/^\d/.test(word.text) &&
      !askers.has(word.stem) &&
      !known.test(word.text) &&
      !counted.test(read.text.slice(0, word.start)),
  );
}

const wanting =
  /\b(in|for|from|at|fur|im|bei|aus|average|mean|median|total|sum of|durchschnittliche[rsn]?|which|what|by|per|welche[rsmn]?|nach|pro)( (the|of|der|die|das|dem|den|our|my))*\s+$/;

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
