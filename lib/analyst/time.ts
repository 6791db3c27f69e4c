import type { Window } from "./ask.ts";

interface Span extends Window {
  readonly start: number;
  readonly end: number;
}

const names = [
  "jan|january|januar|janvier|enero",
  "feb|february|februar|fevrier|febrero",
  "mar|march|marz|mars|marzo",
  "apr|april|avril|abril",
  "may|mai|mayo",
  "jun|june|juni|juin|junio",
  "jul|july|juli|juillet|julio",
  "aug|august|aout|agosto",
  "sep|sept|september|septembre|septiembre",
  "oct|october|oktober|okt|octobre|octubre",
  "nov|november|novembre|noviembre",
  "dec|december|dezember|dez|decembre|diciembre",
];
const monthName = names.map((each) => `(?:${each})`).join("|");
const ordinals: Readonly<Record<string, number>> = {
  first: 1,
  "1st": 1,
  second: 2,
  "2nd": 2,
  third: 3,
  "3rd": 3,
  fourth: 4,
  "4th": 4,
  erste: 1,
  ersten: 1,
  zweite: 2,
  zweiten: 2,
  dritte: 3,
  dritten: 3,
  vierte: 4,
  vierten: 4,
};

const two = (n: number): string => String(n).padStart(2, "0");
const day = (year: number, month: number, date: number): string => new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);
const months = (year: number, first: number, last: number, label: string) => ({
  from: day(year, first, 1),
  to: day(year, last + 1, 0),
  label,
});

/** Calendar periods in folded text, relative ones counted back from `last`, the last day in the data ("2024-11-17"). */
export function windowsIn(text: string, last: string | null): Window[] {
  const spans = apart([
    ...dates(text),
    ...quarters(text, last),
    ...halves(text),
    ...monthsIn(text, last),
    ...years(text),
    ...relative(text, last),
  ]);
  return bounded(text, spans);
}

function apart(spans: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of spans) if (kept.every((other) => span.end <= other.start || span.start >= other.end)) kept.push(span);
  return kept.sort((a, b) => a.start - b.start);
}

function all<T extends object>(
  text: string,
  pattern: RegExp,
  make: (match: RegExpExecArray) => T | null,
): (T & { start: number; end: number })[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const made = make(match);
    return made ? [{ ...made, start: match.index, end: match.index + match[0].length }] : [];
  });
}

const dates = (text: string): Span[] => [
  ...all(text, /\b(\d{4})-(\d{1,2})-(\d{1,2})\b/g, ([, y, m, d]) => oneDay(Number(y), Number(m), Number(d))),
  ...all(text, /\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b/g, ([, d, m, y]) => oneDay(Number(y), Number(m), Number(d))),
  ...all(text, new RegExp(`\\b(${monthName})\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})\\b`, "g"), ([, m, d, y]) =>
    oneDay(Number(y), monthOf(m ?? ""), Number(d)),
  ),
  ...all(text, new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th|\\.)? (?:of )?(${monthName}) (\\d{4})\\b`, "g"), ([, d, m, y]) =>
    oneDay(Number(y), monthOf(m ?? ""), Number(d)),
  ),
];

function oneDay(year: number, month: number, date: number) {
  if (month < 1 || month > 12 || date < 1 || date > 31) return null;
  const on = day(year, month, date);
  return { from: on, to: on, label: on };
}

const monthOf = (word: string): number => names.findIndex((each) => each.split("|").includes(word)) + 1;

function quarters(text: string, last: string | null): Span[] {
  const here = Number(last?.slice(0, 4) ?? Number.NaN);
  const make = (quarter: number, year: number) =>
    Number.isNaN(year) || quarter < 1 || quarter > 4 ? null : months(year, quarter * 3 - 2, quarter * 3, `${year} Q${quarter}`);
  return [
    ...all(text, /\bq([1-4])[\s/-]*(?:of |in )?((?:19|20)\d{2})?\b/g, ([, q, y]) => make(Number(q), y ? Number(y) : here)),
    ...all(text, /\b((?:19|20)\d{2})[\s-]?q([1-4])\b/g, ([, y, q]) => make(Number(q), Number(y))),
    ...all(text, /\b(\w+) (?:quarter|quartal) (?:of |in )?((?:19|20)\d{2})?/g, ([, word, y]) =>
      make(ordinals[word ?? ""] ?? 0, y ? Number(y) : here),
    ),
  ];
}

const halves = (text: string): Span[] => [
  ...all(text, /\bh([12])[\s/-]*((?:19|20)\d{2})\b/g, ([, h, y]) => months(Number(y), h === "1" ? 1 : 7, h === "1" ? 6 : 12, `${y} H${h}`)),
  ...all(text, /\b(first|second) half (?:of )?((?:19|20)\d{2})\b/g, ([, h, y]) =>
    months(Number(y), h === "first" ? 1 : 7, h === "first" ? 6 : 12, `${y} H${h === "first" ? 1 : 2}`),
  ),
];

function monthsIn(text: string, last: string | null): Span[] {
  const named = all(
    text,
    new RegExp(
      `(\\bin |\\bof |\\bsince |\\bfrom |\\bto |\\band |\\bbetween |\\bbefore |\\bafter |\\buntil |\\bvs\\.? |\\bim |\\bseit |\\ben )?\\b(${monthName})\\b(?:\\.?,? (?:of )?((?:19|20)\\d{2}))?`,
      "g",
    ),
    ([, cue, word, y]) => {
      const month = monthOf(word ?? "");
      const loose = /^(may|mar|mai|jan|dec|sep|mars)$/.test(word ?? "");
      if (month < 1 || (loose && !cue && !y)) return null;
      return { from: word ?? "", to: y ?? null, label: cue ?? "", month };
    },
  );
  const dashed = all(text, /\b((?:19|20)\d{2})-(0[1-9]|1[0-2])\b(?!-)/g, ([, y, m]) =>
    months(Number(y), Number(m), Number(m), `${y}-${m}`),
  );
  return [
    ...dashed,
    ...named.flatMap((each, index) => {
      const year = each.to ?? named.slice(index + 1).find((later) => later.to !== null)?.to ?? guessYear(each.month, last);
      const skip = each.label.length;
      return year === null
        ? []
        : [{ ...months(Number(year), each.month, each.month, `${year}-${two(each.month)}`), start: each.start + skip, end: each.end }];
    }),
  ];
}

/** A month without a year is the latest one in the data. */
function guessYear(month: number, last: string | null): string | null {
  if (last === null) return null;
  const year = Number(last.slice(0, 4));
  return String(month > Number(last.slice(5, 7)) ? year - 1 : year);
}

const years = (text: string): Span[] =>
  all(text, /(?<![\d.,$€£-])\b((?:19|20)\d{2})\b(?!\s*(?:rows|units|eur|usd|customers|euros?|dollars?))(?![.,]\d)/g, ([, y]) =>
    months(Number(y), 1, 12, String(y)),
  );

function relative(text: string, last: string | null): Span[] {
  if (last === null) return [];
  return [
    ...all(
      text,
      /\b(?:last|past|previous|recent|letzte[nrsm]?|vergangene[nrs]?|vorige[nrsm]?) (\d+ )?(day|week|month|quarter|year|tag|woche|monat|quartal|jahr)(?:s|e|en|n)?\b/g,
      ([, n, unit]) => back(unitOf(unit ?? ""), n ? Number(n) : null, last),
    ),
    ...all(text, /\b(?:this|current|diese[nrsm]?|aktuelle[nrsm]?) (week|month|quarter|year|woche|monat|quartal|jahr)\b/g, ([, unit]) =>
      current(unitOf(unit ?? ""), last),
    ),
  ];
}

const unitOf = (word: string): string => ({ tag: "day", woche: "week", monat: "month", quartal: "quarter", jahr: "year" })[word] ?? word;

function current(unit: string, last: string) {
  const [year, month, date] = [Number(last.slice(0, 4)), Number(last.slice(5, 7)), Number(last.slice(8, 10))];
  if (unit === "year") return { ...months(year, 1, 12, `${year}, the latest year in the data`) };
  if (unit === "quarter")
    return months(
      year,
      Math.ceil(month / 3) * 3 - 2,
      Math.ceil(month / 3) * 3,
      `${year} Q${Math.ceil(month / 3)}, the latest quarter in the data`,
    );
  if (unit === "month") return months(year, month, month, `${year}-${two(month)}, the latest month in the data`);
  const monday = date - ((new Date(Date.UTC(year, month - 1, date)).getUTCDay() + 6) % 7);
  return {
    from: day(year, month, monday),
    to: day(year, month, monday + 6),
    label: `the latest week in the data, from ${day(year, month, monday)}`,
  };
}

/** "last 30 days" end with the data; "last month" is the last month that is over by the end of the data. */
function back(unit: string, n: number | null, last: string) {
  const [year, month, date] = [Number(last.slice(0, 4)), Number(last.slice(5, 7)), Number(last.slice(8, 10))];
  const count = n ?? 1;
  if (unit === "day" || unit === "week") {
    const from = day(year, month, date + 1 - count * (unit === "day" ? 1 : 7));
    return {
      from,
      to: last,
      label: `${from} to ${last}, the last ${n ?? ""} ${unit}${count > 1 ? "s" : ""} of the data`.replace("  ", " "),
    };
  }
  const over = last === day(year, month + 1, 0);
  const length = unit === "month" ? 1 : unit === "quarter" ? 3 : 12;
  const ended = over && month % length === 0 ? month : Math.floor((month - (over ? 0 : 1)) / length) * length;
  const from = day(year, ended - length * count + 1, 1);
  const to = day(year, ended + 1, 0);
  return { from, to, label: `${from} to ${to}, the last ${n ? `${n} ` : ""}whole ${unit}${count > 1 ? "s" : ""} in the data` };
}

/** "from A to B" and "between A and B" make one; "since", "before" and the like open one side. */
function bounded(text: string, spans: readonly Span[]): Window[] {
  const made: Window[] = [];
  for (let index = 0; index < spans.length; index++) {
    const span = spans[index];
    if (!span) continue;
    const next = spans[index + 1];
    const before = text.slice(Math.max(0, span.start - 18), span.start);
    if (
      (next && /^\s*(to|until|till|through|-|–|bis)\s*$/.test(text.slice(span.end, next.start))) ||
      (next &&
        /\b(between|zwischen)\s+(the )?$/.test(before) &&
        /^\s*(and|und)\s*$/.test(text.slice(span.end, next.start)) &&
        !/differ|compar|chang|grow|unterschied/.test(text))
    ) {
      made.push({ from: span.from, to: next.to, label: `${span.label} to ${next.label}`, ends: [plain(span), plain(next)] });
      index++;
    } else made.push(oneSided(before, span));
  }
  return made;
}

const plain = ({ from, to, label }: Span): Window => ({ from, to, label });

function oneSided(before: string, { from, to, label }: Window): Window {
  if (/\b(since|from|starting|seit|ab|depuis|desde)\s+(the )?$/.test(before)) return { from, to: null, label: `since ${label}` };
  if (/\b(after|nach dem|nach ende)\s+(the )?$/.test(before))
    return { from: to === null ? null : next(to), to: null, label: `after ${label}` };
  if (/\b(before|vor|prior to|avant|antes de)\s+(the )?$/.test(before))
    return { from: null, to: from === null ? null : next(from, -1), label: `before ${label}` };
  if (/\b(until|till|up to|through|bis)\s+(the )?$/.test(before)) return { from: null, to, label: `until ${label}` };
  return { from, to, label };
}

function next(iso: string, days = 1): string {
  return day(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), Number(iso.slice(8, 10)) + days);
}
