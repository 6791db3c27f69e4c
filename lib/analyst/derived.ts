import type { Measure } from "./ask.ts";
import { isMeasured, isTime, type Ref, type Table } from "./tables.ts";
import { parts } from "./words.ts";

const pick = (table: Table, pattern: RegExp, fit: (column: Ref["column"]) => boolean): Ref | null => {
  const column = table.columns.find((each) => pattern.test(each.name) && fit(each));
  return column ? { table, column } : null;
};

/** Revenue as quantity times price, where the table has these two but no such column. */
export function productOf(table: Table): Measure | null {
  const quantity = pick(table, /quant|qty|units?\b|menge|anzahl|pieces|stk|st(ü|u)ck/i, isMeasured);
  const price = pick(table, /price|preis|prix|precio/i, isMeasured);
  return quantity && price ? { type: "product", name: "revenue", factors: [quantity, price] } : null;
}

/** Hours from the time something was opened to the time it was closed (or first answered, where the question says so). */
export function hoursOf(table: Table, text: string): Measure | null {
  const from = pick(
    table,
    /open|creat|start|begin|submit|receiv|report|erstellt|eroffnet|eröffnet|beginn|angelegt|admit|gemeldet/i,
    isTime,
  );
  const reply = /respon|repl|answer|antwort/.test(text) ? pick(table, /respon|repl|answer|antwort/i, isTime) : null;
  const to = reply ?? pick(table, /clos|resolv|solv|end|finish|complet|done|gelost|gelöst|geschlossen|erledigt|discharg/i, isTime);
  return from && to && from.column.name !== to.column.name
    ? { type: "hours", name: reply ? "hours to first response" : "hours to close", from, to }
    : null;
}

const ranks: readonly RegExp[] = [
  /revenue|turnover|umsatz|erl(ö|o)s|sales|net_?(amount|total)|chiffre/i,
  /amount|total|betrag|value$|wert$|importe|montant/i,
  /profit|margin|gewinn/i,
  /overall|satisf|csat|zufried|rating|score|nps/i,
  /salary|gehalt|wage|pay\b|lohn/i,
  /hours|duration|minutes|dauer|_min$|days/i,
  /vibration|temperature|temp|pressure|reading|power|speed/i,
  /quant|qty|units|menge/i,
  /price|cost|preis/i,
];

/** The measure people most likely mean when they name none; null where the table has nothing to measure. */
export function mainMeasure(table: Table): Measure | null {
  const measured = table.columns.filter(isMeasured);
  const revenue = measured.some((column) => ranks.slice(0, 2).some((rank) => rank.test(column.name))) ? null : productOf(table);
  if (revenue) return revenue;
  for (const rank of ranks) {
    const column = measured.find((each) => rank.test(each.name));
    if (column) return { type: "column", ref: { table, column } };
  }
  const column = measured.toSorted((a, b) => b.distinct - a.distinct)[0];
  return column ? { type: "column", ref: { table, column } } : null;
}

const adds =
  /revenue|sales|turnover|umsatz|erl(ö|o)s|amount|betrag|total|quant|qty|units|menge|anzahl|count|profit|gewinn|spend|expense|cost(?!.*per)|kosten|hours|days|tage|stunden|minutes|volume|consum|kwh|returns|orders|visits|clicks|sold|discount_amount|income|budget/i;
const averages =
  /wait|price|preis|rate|ratio|pct|percent|score|rating|satisf|temp|avg|mean|age|alter|salary|gehalt|wage|pay\b|per_|level|index|speed|pressure|vibration|humid|tenure|duration|response|resolution|time/i;

const rates = new Set(
  "price preis prix einzelpreis rate ratio pct percent percentage score rating satisfaction satisfied temp temperature temperatur avg mean average age alter level index speed pressure vibration humidity grade year jahr id".split(
    " ",
  ),
);

/** Whether adding up is wrong for sure: prices, rates, scores, ages, years, keys. */
export function neverAdds(measure: Measure): boolean {
  if (measure.type === "hours") return true;
  if (measure.type !== "column" || addsUp(measure)) return false;
  const { column } = measure.ref;
  return (
    ["percent", "rating", "year", "id", "latitude", "longitude", "postcode"].includes(column.semantic ?? "") ||
    column.kind === "identifier" ||
    parts(column.name).some((word) => rates.has(word))
  );
}

/** "How many" of it asks for its sum: units, days, visits; not money. */
export const isTally = (measure: Measure): boolean =>
  measure.type === "column" &&
  (measure.ref.column.semantic === "quantity" ||
    /quant|qty|units?$|menge|anzahl|pieces|st(ü|u)ck|sold|count|days|tage|hours|stunden|visits|clicks|orders|tickets|returns|headcount|number of/i.test(
      measure.ref.column.name,
    )) &&
  addsUp(measure);

/** Whether a column's sum means something; where not, its average does. */
export function addsUp(measure: Measure): boolean {
  if (measure.type === "product" || measure.type === "rows") return true;
  if (measure.type === "hours" || measure.type === "matched") return false;
  const { column } = measure.ref;
  if (column.kind === "duration" || column.semantic === "percent") return false;
  return averages.test(column.name)
    ? /amount|total|revenue|sales/i.test(column.name) && !/avg|mean|per_|rate/i.test(column.name)
    : adds.test(column.name) || column.semantic === "currency";
}
