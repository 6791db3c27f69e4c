import type { Agg, Chart, Freq, Job } from "./ask.ts";

type Cue<T> = readonly [T, RegExp];

/** Jobs by the words that ask for them, the most telling first. All patterns read folded text (lower case, no accents). */
const jobs: readonly Cue<Job>[] = [
  ["sql", /^\s*(select\b[\s\S]+\bfrom\b|with\b[\s\S]+\bselect\b)/],
  [
    "help",
    /^\W*(help|hilfe|aide|hi|hello|hallo|hey|good (morning|afternoon|evening)|guten (tag|morgen|abend)|bonjour|hola|moin|servus)\b(\W+(there|sandpiper|all|everyone|zusammen))?\W*$|^\W*((ok|okay|great|super|perfect|many|vielen|no|cool|good|nice)\W+)*(thanks?|thank you|thx|danke|merci|gracias|dank|ok|okay|great|bye|tschuss)\b(\W+(you|a lot|so much|very much|schon|beaucoup))*\W*$|what can you do|who are you|what are you|was kannst du|are you (an?|chatgpt|gpt|claude|real|human)|how do you work|que sais.tu faire|was bist du|wer bist du/,
  ],
  [
    "why",
    /\bwhy\b.*\b(drop|fell|fall|declin|decreas|down|rise|rose|increas|grow|grew|jump|peak|spike|chang|dip|low|high|lower|higher|up)|what (caused|explains|is behind|was behind)\b.*\b(drop|fall|declin|decreas|rise|increas|growth|jump|peak|spike|change|dip)|\bwarum\b.*(gesunken|gestiegen|gefallen|ruckgang|eingebrochen|zugenommen|abgenommen)|pourquoi.*(baiss|augment|chut)/,
  ],
  [
    "forecast",
    /forecast|predict(?!or)|projection|\bproject(ed)?\b.*\b(next|future|ahead)|extrapolat|prognos|vorhers(age|ag)|previs|prevision|(expect|will)\b.*\bnext (\d+ )?(day|week|month|quarter|year)|nachsten? (\d+ )?(tag|woche|monat|quartal|jahr)|what will\b/,
  ],
  ["duplicates", /duplicat|doublon|doppelte|dubletten|repeated rows|rows? repeat|same row twice|listed twice|duplicad/],
  ["clean", /\bclean(ed|ing|se)?\b|bereinig|tidy|nettoy|limpi|aufraum|sauber/],
  [
    "join",
    /\bjoin(ed)?\b(?<!\b(who|have|has|people|employees?|customers?|staff) joined)|\bmerge[d]?\b|verknupf|zusammenfuhr|\bcombine[d]?\b (the|both|these|all|two|\w+ (and|with))|without a match|unmatched|orphan|not (found|present) in|missing from the|link the (two|tables|files)/,
  ],
  ["gaps", /which (days|dates|hours|months|weeks|times)\b.*\b(missing|absent|lacking)/],
  [
    "quality",
    /data quality|quality of (the|this|my|our) data|datenqualit|missing (values?|data|entries|cells|answers?|responses?|fields?|information)|(are|is) missing|missing (an?|the|their)\b|(did|do|does)( not|n.t) (give|state|answer|report|provide|have|fill)|not (given|stated|filled in|reported|provided)|left (blank|empty)|(are|is) (wrong|invalid|faulty|unreadable|broken)|fehlende (werte|daten|angaben)|\bnulls?\b|\bnan\b|incomplete|how (complete|clean|dirty)|(problems?|errors?|issues?|wrong) (in|with) (the|this|my|our) (data|file|table)|valeurs manquantes|which columns? (has|have|contain)\b.*\b(missing|empty)|empty (cells|values)|most missing/,
  ],
  [
    "gaps",
    /(?<!pay |wage |salary |gender |income |earnings )\bgaps?\b(?! between (men|women|the (sexes|genders)))|interruption|missing (readings?|measurements?|timestamps?|periods?|days|hours|intervals?)|(stop|stopped|fail|failed) (report|send|transmit)|no readings|offline|lucken|aussetzer|downtime/,
  ],
  [
    "clusters",
    /cluster|segment(ation|ieren|ierung)|\b(group|sort|divide|split) (the |our |my |all )?(similar|\w+ into (groups|types|segments|clusters))|\bsegment (the|our|my|these|customers|employees|users|machines)|typolog|(types|kinds|profiles) of (customer|user|client|employee|respondent)s? (are|do|exist|can)|similar (groups|customers|rows)|natural groups|gruppieren/,
  ],
  [
    "outliers",
    /outlier|anomal|unusual|abnormal|\bodd\b|\bfishy\b|anything (wrong|off|funny)|needs? attention|worr(y|ied|ying)|alarming|in trouble|strange|suspicious|weird|extreme (values?|readings?|cases?)|\bfaults?\b|malfunction|(sudden )?spikes?\b|ausreisser|auffallig|ungewohnlich|aberrant|atipic|went wrong|what happened (at|to|in|with)|behav\w+ (odd|different)|out of the ordinary/,
  ],
  [
    "correlation",
    /correlat|korrel|relation(ship)? (between|of|with)|relate[sd]? to\b|\brelated\b|zusammenhang|association between|associated with|go(es)? (together|hand in hand) with|move together|lien entre|\bversus\b.*\bscatter|scatter/,
  ],
  [
    "drivers",
    /\bdriv(e|es|er|ers|ing|en)\b|\bfactors?\b|influenc|predictors?|\baffect(s|ed|ing)?\b|determin|what (makes|explains|matters|leads to|contributes)|key (reasons|contributors)|\bwhy (are|is|do|does|did)\b|\bwarum\b|einfluss|beeinfluss|treiber|most important for|important (for|to)|impact (on|of)|effects? of|depends? on|wovon hangt|hangt .* ab|facteurs|pourquoi/,
  ],
  [
    "difference",
    /differ(s|ent|ence|ences|ently)?\b(?! (values?|kinds?|types?|products?|customers?))|significan(t|ce|tly)|signifikant|unterschied|unterscheid|t-?test|anova|chi.?square|mann.whitney|hypothesis|\b(higher|lower|more|less|better|worse|longer|shorter|faster|slower|older|younger|larger|smaller|happier)\b[^?]*\bthan\b(?! ?[$€£]?\d)|\b(pay|wage|salary|gender) gap|gap between (men|women|the sexes|the genders)|diferencia|difference entre|mehr als (frauen|manner)|(besser|schlechter|hoher|niedriger|langer|kurzer) als\b(?! \d)/,
  ],
  [
    "compare",
    /year.over.year|year.on.year|\byoy\b|month.over.month|month.on.month|\bmom\b|quarter.over.quarter|\bqoq\b|week.over.week|\bwow\b|vorjahr|(versus|vs\.?|against|compared? (to|with)|than|gegenuber|zum) (the )?(last|previous|prior|preceding|year before|month before|letzte[nsmr]?|vorige[nsmr]?|vormonat|vorquartal)|previous (period|month|quarter|year|week)|\bgrowth\b|\bgrew\b|\bgrown?\b|compare (this|last)|by how much did|how (much )?(has|have|did) .* change|how did .* change|(period|year|month) comparison|vergleich.*(jahr|monat|quartal)/,
  ],
  [
    "distribution",
    /distribut|histogram|\bspread\b|verteil|\brange of\b|quantile|percentile|quartile|boxplot|box plot|how (are|is) .* (spread|distributed)|repartition|what do .* look like|wie verteil/,
  ],
  [
    "words",
    /what (do|did|are|does) \w+( \w+)? (say|saying|write|complain|mention|talk|think)|(common|frequent|most used|top|main) (words?|terms?|topics?|themes?|complaints?|phrases?|keywords?)|word (count|cloud|frequency)|haufigste (worter|begriffe)|themen|worum geht|in (the )?(comments?|free text|feedback|reviews?)\b/,
  ],
  [
    "trend",
    /over time|\btrends?\b|develop(s|ed|ment)?\b|evol(ve|ved|ution)|time series|timeline|verlauf|entwickl|im laufe|over the (years|months|weeks|days)|per (hour|day|week|month|quarter|year)\b|by (hour|day|week|month|quarter|year)\b(?! of)|(each|every) (hour|day|week|month|quarter|year)|\b(hourly|daily|weekly|monthly|quarterly|yearly|annual(ly)?)\b|(pro|je|nach) (stunde|tag|woche|monat|quartal|jahr)|monatlich|taglich|wochentlich|jahrlich|par (mois|jour|semaine|an|trimestre)|por (mes|dia|ano|trimestre)|(which|what|in welche[mr]|welcher|quel|busiest|slowest|best|worst|strongest|weakest) (hour|day|week|month|quarter|year|monat|jahr|tag|quartal|woche|mois)\b(?! of the week)|going (up|down)|up or down|getting (better|worse|faster|slower|quicker|higher|lower|bigger|smaller|more|less|happier)|drift|rising|falling|increasing|decreasing|season(al|ality)?\b|when (did|do|does|was|were|are|is)\b/,
  ],
  [
    "briefing",
    /(summar\w+|sum up|brief\w*|highlights?|key (points|findings|takeaways?|messages?|insights?)|takeaways?|headlines?|story|report|conclusions?|zusammen\w*|das wichtigste)\b.*\b(boss|manager|management|board|director|ceo|cfo|executives?|leadership|team|client|meeting|presentation|chef\w*|vorstand|geschaftsfuhrung)|(boss|manager|management|board|ceo|executives?|leadership|chef\w*)\b.*\b(know|summar\w+|brief\w*|report|wissen)|executive summary|management summary|strategic (summary|overview|findings|insights?)|key (findings|takeaways|messages|insights)|main (findings|takeaways|messages|insights|points)|most important (findings|facts|points|things|insights?)|summari[sz]e (it|this|these|that|everything|all( of (it|this))?|(the|this|my|our) (data|file|files|table|dataset|results?|sales|business|numbers|figures))\b|^\W*summari[sz]e\W*$|bottom line|what should (i|we) (know|focus|do)|what matters (here|most)|give me (the|an?) (short )?summary|wichtigste[nr]? (erkenntnisse|punkte|ergebnisse|zahlen)|fass\w* .*zusammen/,
  ],
  [
    "overview",
    /overview|look at first|where (should|do) (i|we) (start|begin|look)|what should (i|we) (know|look|focus|do)|highlights|key points|main points|bottom line|fass\w* .*zusammen|wichtigste|summar(y|ise|ize)|describe (the|this|my|our)? ?(data|file|table|dataset)|what('s| is| are) (in|inside) (the|this|these|my|our)|tell me about|insights?|explore|what (do|does|can) (you|i|we|the data) (see|find|learn|show|tell|contain)|uberblick|ubersicht|zusammenfass|zeig mir die daten|was ist in|apercu|resumen|resume\b|key (findings|facts|figures)|interesting|what stands out|analy[sz]e (the|this|my|our|these)? ?(data|file|files|table|dataset)?\W*$|what columns|which columns are/,
  ],
  [
    "rows",
    /^(show|list|display|give|find|get|print|zeige?|liste)\b.*\b(rows?|records?|entries|lines|cases|zeilen|details?)\b|^(show|list|display|find|print) (me )?(all|the|every)\b|first \d+ rows|which (rows|records|entries|lines)|head of/,
  ],
  [
    "export",
    /\bexport|download|save (it |this |that |them |the \w+ )?(as|to|in)|to excel|as (an? )?(excel|xlsx|csv|spreadsheet)|exportier|(als|nach) excel|herunterlad/,
  ],
];

export function jobCue(text: string): Job | null {
  return jobs.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

const aggs: readonly Cue<Agg>[] = [
  ["median", /\bmedian/],
  ["mean", /\baverage|\bmean\b|\bavg\b|durchschnitt|\bmittel|moyen|promedio|\btypical|\bhow long\b|wie lange|on average|im schnitt/],
  [
    "share",
    /\bshares?\b|percent|proportion|\bpart of\b|fraction|\banteil|prozent|pourcentage|porcentaje|what part|\bratio\b|\brates?\b|how (often|likely)/,
  ],
  ["distinct", /\b(distinct|unique|different)\b.*\b(values?|kinds?|types?|\w+s)\b|verschiedene|distintos|differents/],
  [
    "count",
    /how many|number of|\bcount|wie viele|\banzahl|combien|cuantos|cuantas|frequen(t|cy)|headcount|\bnombre de|most common|haufigste/,
  ],
  ["sum", /\btotal|\bsum\b|\boverall\b|gesamt|summe|how much|wie viel\b|altogether|somme|in all\b/],
  ["max", /\bmaximum|\bmax\b|\bpeak\b/],
  ["min", /\bminimum|\bmin\b/],
];

export function aggCue(text: string): Agg | null {
  return aggs.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

const freqs: readonly Cue<Freq>[] = [
  ["hour", /\bhourly|(per|by|each|every|pro|je) (hour|stunde)\b(?! of)|(which|what|busiest) hour\b(?! of)/],
  [
    "day",
    /\bdaily|(per|by|each|every|pro|je|par|por) (day|tag|jour|dia)\b(?! of)|taglich|(which|what|best|worst|busiest|welcher|welchem) (day|tag)\b(?! of)/,
  ],
  [
    "week",
    /\bweekly|(per|by|each|every|pro|je|par) (week|woche|semaine)\b|wochentlich|(which|what|best|worst|busiest) week\b|week.over.week|\bwow\b|(this|last|previous|next \d*) ?weeks?\b/,
  ],
  [
    "month",
    /\bmonthly|(per|by|each|every|pro|je|par|por|nach) (month|monat|mois|mes)\b|monatlich|(which|what|best|worst|busiest|welcher|welchem|quel|strongest|weakest) (month|monat|mois)\b|month.over.month|\bmom\b|vormonat|(this|last|previous|prior|next \d*|nachste[nr]? \d*) ?(months?|monate?n?)\b|from month to month/,
  ],
  [
    "quarter",
    /\bquarterly|(per|by|each|every|pro|je|nach) (quarter|quartal)\b|(which|what|best|worst|welche[sm]) (quarter|quartal)\b|quarter.over.quarter|\bqoq\b|vorquartal|(this|last|previous|prior|next \d*) ?quarters?\b/,
  ],
  [
    "year",
    /\byearly|\bannual|(per|by|each|every|pro|je|nach|par|por) (year|jahr|an|ano|calendar year)\b|jahrlich|(which|what|best|worst|welche[sm]) (year|jahr)\b|year.over.year|year.on.year|\byoy\b|vorjahr|(this|last|previous|prior|next \d*) ?years?\b|over the years/,
  ],
];

export function freqCue(text: string): Freq | null {
  return freqs.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

const charts: readonly Cue<Chart>[] = [
  ["pie", /\bpie\b|donut|doughnut|torte|kreisdiagramm|camembert/],
  ["line", /\bline (chart|graph|plot)|as (a )?lines?\b|linien|\bcurve\b/],
  ["column", /column chart|upright bars?|saulen/],
  ["bar", /\bbars?\b|balken/],
  ["scatter", /scatter|streudiagramm/],
];

export function chartCue(text: string): Chart | null {
  return charts.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** "as a chart", "plot it": a chart is wanted, whichever. */
export const wantsChart = (text: string): boolean => /\bchart|\bplot|\bgraph|diagram|grafik|visuali[sz]/.test(text);

export function saveCue(text: string): "xlsx" | "csv" | null {
  if (
    !/\bexport|download|\bsave\b|speicher|herunterlad|as (an? )?(excel|xlsx|csv|spreadsheet)|to (excel|xlsx|csv)|(als|nach) (excel|csv)|in(to)? (an? )?(excel|xlsx|csv)/.test(
      text,
    )
  )
    return null;
  return /\bcsv\b/.test(text) ? "csv" : "xlsx";
}

const numerals: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  drei: 3,
  funf: 5,
  zehn: 10,
  trois: 3,
  cinq: 5,
  tres: 3,
  cinco: 5,
};
const numeral = `(\\d{1,4}|${Object.keys(numerals).join("|")})`;
const toNumber = (word: string | undefined): number | null => (word === undefined ? null : (numerals[word] ?? Number(word)));

export interface Top {
  readonly n: number | null;
  /** 2 for "the second highest". */
  readonly nth?: number;
  readonly ascending: boolean;
}

const lows =
  /\b(bottom|worst|lowest|least|fewest|smallest|weakest|cheapest|coldest|coolest|youngest|shortest|slowest selling|schlechteste\w*|niedrigste\w*|wenigsten?|kleinste\w*|geringste\w*|minimum|unhappiest|poorest|moins)\b/;
const highs =
  /\b(top|best|highest|most|largest|biggest|greatest|strongest|longest|oldest|busiest|happiest|slowest|hottest|warmest|best-selling|leading|beste\w*|hochste\w*|meisten?|grosste\w*|starkste\w*|maximum|plus|mejor(es)?|meilleure?s?|haufigste\w*|frequent)\b/;

const places: Readonly<Record<string, number>> = { second: 2, third: 3, fourth: 4, fifth: 5, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5 };
const ends =
  "highest|lowest|largest|biggest|smallest|best|worst|most|fewest|least|longest|shortest|oldest|youngest|busiest|strongest|weakest";

/** "which 3 products", "name the 4 best". */
const counted = new RegExp(`\\b(?:which|what|name|list|give me|welche|nenne)\\s+(?:the |die )?${numeral}\\s+(?!percent|%)\\w`);

/** "Most unhappy" is the low end of a scale on which much is good. */
const unhappy = /\b(most|least|am) (unhappy|dissatisfied|unsatisfied|unzufrieden\w*)/;

export function topCue(text: string): Top | null {
  const low = lows.test(text) !== unhappy.test(text);
  if (!low && !highs.test(text) && !lows.test(text)) return null;
  const near = new RegExp(
    `(?:top|bottom|best|worst|highest|lowest|largest|biggest|smallest|most|fewest|schlechtesten|besten|grossten|hochsten)\\s+${numeral}\\b|\\b${numeral}\\s+(?:\\w+\\s+)?(?:top|bottom|best|worst|highest|lowest|largest|biggest|smallest|most|fewest|busiest|longest|oldest|slowest|weakest|strongest|cheapest|besten|schlechtesten|grossten)`,
  );
  const match = near.exec(text) ?? counted.exec(text);
  const nth = new RegExp(`\\b(second|third|fourth|fifth|2nd|3rd|4th|5th)[- ](?:${ends})`).exec(text)?.[1];
  return { n: toNumber(match?.[1] ?? match?.[2]), ascending: low, ...(nth ? { nth: places[nth] } : {}) };
}

/** "next 3 months" -> 3; "next month" -> 1. */
export function horizonCue(text: string): number | null {
  const match = new RegExp(
    `(?:next|coming|following|nachsten?|kommenden?|prochains?|proximos?)\\s+(?:${numeral}\\s+)?(?:hour|day|week|month|quarter|year|stunde|tag|woche|monat|quartal|jahr|mois|mes)`,
  ).exec(text);
  if (match) return toNumber(match[1]) ?? 1;
  const ahead = new RegExp(`${numeral}\\s+(?:hour|day|week|month|quarter|year)s?\\s+(?:ahead|out|into)`).exec(text);
  return toNumber(ahead?.[1]);
}

/** "into 4 groups" -> 4. */
export function partsCue(text: string): number | null {
  return toNumber(
    new RegExp(`(?:into|in)\\s+${numeral}\\s+(?:\\w+\\s+)?(?:groups?|clusters?|segments?|types?|gruppen)`).exec(text)?.[1] ??
      new RegExp(`${numeral}\\s+clusters?`).exec(text)?.[1],
  );
}

export const weekdayCue = (text: string): boolean =>
  /\b(per|by|each|every|which|what|best|busiest) weekday|weekday(?!s)|day of the week|days of the week|wochentag|jour de la semaine|dia de la semana/.test(
    text,
  );
export const hourOfDayCue = (text: string): boolean => /hours? of (the )?day|time of (the )?day|tageszeit|uhrzeit/.test(text);
export const durationCue = (text: string): boolean =>
  /how long|how (fast|quick(ly)?|slow(ly)?)|\btime (to|until|taken)\b|resolution time|time.to.(close|resolve)|turnaround|duration|getting (faster|slower|quicker)|handling time|wie (lange|schnell)|bearbeitungszeit|losungszeit|dauer|response time|\b(resolve|solve|close)[ds]?\b.*\b(fast|slow|quick|long)|(fastest|slowest|quickest)\b|longest (to|at)\b/.test(
    text,
  );

/** Whether something is said to have risen or fallen. */
export function moveCue(text: string): "highest" | "lowest" | null {
  if (
    /\b(fell|fall(s|ing|en)?|dropp\w+|drops?|declin\w+|decreas\w+|shrank|shrunk|shrink\w*|lost|losing|sank|worsen\w*|gefallen|gesunken|verloren|eingebrochen|geschrumpft)\b/.test(
      text,
    )
  )
    return "lowest";
  return /\b(grew|grow(s|n|ing)?|growth|rose|risen|rising|increas\w+|gain(s|ed|ing)?|improv\w+|climb\w+|gewachsen|gestiegen|zugelegt|wachst|wuchs)\b/.test(
    text,
  )
    ? "highest"
    : null;
}
