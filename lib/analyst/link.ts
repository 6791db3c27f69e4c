import type { Reading } from "./reading.ts";
import { sameThing } from "./synonyms.ts";
import { isMeasured, looksLikeKey, sameRef, type Table, type Way } from "./tables.ts";
import { parts, type Token } from "./words.ts";

/** Rows of one table that have, or lack, a partner in another: "customers who never ordered", "orders that were returned". */
export interface Linked {
  readonly way: Way;
  /** The rows without a partner are asked for; false where a share of those with one is. */
  readonly not: boolean;
  /** Words that say it, by their place; nothing else is to be made of them. */
  readonly words: ReadonlySet<number>;
  /** How the yes/no of having a partner is called. */
  readonly name: string;
}

const negation = /\b(never|not|no|without|none|zero|nicht|nie|kein\w*|ohne|lack\w*|didn|haven|hasn|weren|wasn|aren|isn|don|doesn)\b/;
const outside =
  /\bnot (be )?(in|found|listed|known|present|contained|included|part of|among)\b|(is|are) (missing|absent|lacking) (in|from)|\bunknown\b|(do|does)(es)?( not|n.t) (exist|appear|occur|match)|without (an? )?(match|valid|known|existing)|not known|(do|does) not know|no (match|entry|record)/;
const relative = /\b(that|which|who|whose)\b(?:(?!\b(in|of|for|by)\b)[^,]){0,30}$|\b(that|which|who) (were|was|have|had|has)\b/;
const backAgain = /\b(came|come|comes|coming|sent|brought|given|gave|went) back\b/;

/** A link the question turns on; null where it turns on none. */
export function linkIn(read: Reading, ways: readonly Way[]): Linked | null {
  const share = /\bshares?\b|percent|proportion|fraction|\brates?\b|\banteil|prozent|how (often|likely)/.test(read.text);
  if (!share && !relative.test(read.text) && !negation.test(read.text) && !outside.test(read.text)) return null;
  const found = ways.flatMap((way) => linkBy(way, read, share) ?? []);
  return found.toSorted((a, b) => rank(a) - rank(b))[0] ?? null;
}

const rank = (linked: Linked): number => Math.min(...linked.words) + (linked.way.kind === "many-to-one" ? 0.5 : 0);

function linkBy(way: Way, read: Reading, share: boolean): Linked | null {
  if (way.kind === "many-to-many" || way.from.table.variable === way.to.table.variable) return null;
  const own = placesOf(way.from.table, way, read.words, false);
  const other = placesOf(way.to.table, way, read.words, true);
  const back = backAgain.exec(read.text);
  if (back && parts(nameOf(way.to.table)).some((part) => sameThing(part, "return")))
    other.push(...read.words.flatMap((word, index) => (word.text === "back" && word.end === back.index + back[0].length ? [index] : [])));
  const first = own[0];
  const orphan = way.kind === "many-to-one" && outside.test(read.text);
  if (orphan && first !== undefined && other.some((place) => place > first)) {
    const said = outside.exec(read.text)?.index ?? 0;
    const keys = placesOfKey(way, read);
    return { way, not: true, words: new Set([...own, ...other, ...keys, ...between(read, said)]), name: nameOf(way.to.table) };
  }
  if (way.kind === "many-to-one") return null;
  const rated = share && other.find((place) => /^(rates?|quoten?)$/.test(read.words[place + 1]?.text ?? ""));
  if (typeof rated === "number")
    return {
      way,
      not: false,
      words: new Set([...other, rated + 1]),
      name: `${read.words[rated]?.text ?? "match"} rate`.replace(/ rate$/, ""),
    };
  const place = other.find((each) => first !== undefined && each > first);
  if (place === undefined || first === undefined) return null;
  const no = negation.test(read.text.slice(read.words[first]?.end ?? 0, read.words[place]?.start ?? 0)) || /\bwithout\b/.test(read.text);
  const told = relative.test(read.text.slice(0, read.words[place]?.start)) && doneTo(read.words[place]);
  if (!no && !share && !told) return null;
  if (share && !no && !doneTo(read.words[place])) return null;
  const verb = read.words[place]?.text ?? nameOf(way.to.table);
  return {
    way,
    not: no,
    words: new Set([...own, ...other, ...(verb === "back" ? [place - 1] : [])]),
    name: verb === "back" ? "came back" : verb,
  };
}

/** "returned", "ordered": said of the row rather than naming the other table. */
const doneTo = (word: Token | undefined): boolean => /(ed|back|ten|en)$/.test(word?.text ?? "");

const between = (read: Reading, from: number): number[] => read.words.flatMap((word, index) => (word.start >= from ? [index] : []));

export const nameOf = (table: Table): string => table.part ?? table.file.replace(/\.[^.]+$/, "");

/** Where the question speaks of a table: by its name, by what its own key counts, or, with `verbs`, by what is done ("ordered"). */
function placesOf(table: Table, way: Way, words: readonly Token[], verbs: boolean): number[] {
  const last = parts(nameOf(table).replace(/\d+/g, " ")).at(-1) ?? "";
  const key = way.from.table.variable === table.variable ? way.from.column : way.to.column;
  const own =
    looksLikeKey(key) && key.distinct > 0.97 * table.rows ? parts(key.name).filter((part) => !/^(id|key|no|nr|code)$/.test(part)) : [];
  const names = [last, ...own].filter((name) => name.length > 2);
  return words.flatMap((word, index) => {
    const named = names.some((name) => word.stem === name || (sameThing(word.stem, name) && !verbs));
    return named || (verbs && done(word.text, last)) ? [index] : [];
  });
}

/** "ordered" for orders, "trained" for trainings, "absent" for absences: they begin alike. */
export function done(word: string, noun: string): boolean {
  const least = Math.max(4, Math.min(word.length, noun.length) - 3);
  let same = 0;
  while (same < word.length && word[same] === noun[same]) same++;
  return word.length >= 4 && noun.length >= 4 && same >= least && word.length - same <= 3 && noun.length - same <= 3;
}

const placesOfKey = (way: Way, read: Reading): number[] =>
  read.columns
    .filter(
      (each) =>
        each.refs.length > 0 && each.refs.every((ref) => !isMeasured(ref.column)) && each.refs.some((ref) => sameRef(ref, way.from)),
    )
    .flatMap((each) => Array.from({ length: each.end - each.start }, (_, index) => each.start + index));
