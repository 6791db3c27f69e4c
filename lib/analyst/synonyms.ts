/** Words (stems) that people use for the same thing; a column is found by any word of its row. */
const rows: readonly string[] = [
  "revenue sale turnover amount income umsatz erlos proceed venta ingreso total chiffre betrag",
  "quantity qty unit piece volume menge stuck",
  "price preis prix precio",
  "cost expense spend spending kosten",
  "profit margin gewinn earning",
  "product item article sku artikel produkt goods producto produit",
  "customer client buyer kunde kunden account company cliente",
  "region area territory gebiet location zone",
  "country nation land pays",
  "channel kanal",
  "store shop branch filiale outlet",
  "salary earner pay wage gehalt lohn compensation earn earning paid gross",
  "department dept team abteilung division",
  "employee staff worker mitarbeiter headcount people personnel colleague",
  "age alter old older younger oldest youngest",
  "gender sex geschlecht",
  "satisfaction satisfied satisfy csat happy happiness zufriedenheit zufrieden unhappy",
  "rating score star note bewertung",
  "recommend nps recommendation likelihood weiterempfehlung empfehlung",
  "tenure seniority betriebszugehorigkeit",
  "absence absent sick leave fehlzeit krank sickness fehltage fehltag",
  "priority urgency severity prioritat urgent prio",
  "status state zustand",
  "agent assignee handler rep bearbeiter",
  "temperature temp temperatur heat hot hottest cold coldest warm warmest cool coolest",
  "vibration vib",
  "pressure druck",
  "machine device sensor equipment maschine asset",
  "category type kind kategorie class topic issue grund reason",
  "comment feedback review remark kommentar verbatim complaint freitext text anmerkung",
  "education degree school bildung",
  "name who wer person",
  "discount rabatt reduction",
  "order bestellung purchase auftrag",
  "day tag",
  "return refund retoure",
  "city town stadt ort",
  "segment tier plan",
  "speed rpm drehzahl",
  "power strom energy current",
  "level grade band stufe",
  "left leave lost lose gekundigt kundigung kundigen verlassen attrition turnover churn churned leaver quit resign resigned exited fluktuation",
  "hire join started eintritt",
];

const groups = new Map<string, Set<number>>();
rows.forEach((row, index) => {
  for (const word of row.split(" ")) groups.set(word, (groups.get(word) ?? new Set()).add(index));
});

export function sameThing(a: string, b: string): boolean {
  const left = groups.get(a);
  const right = groups.get(b);
  return left !== undefined && right !== undefined && [...left].some((index) => right.has(index));
}

/** Values that people name differently from the way they are stored. */
const values: Readonly<Record<string, readonly string[]>> = {
  woman: ["f", "female", "w", "women", "frau", "weiblich", "woman"],
  women: ["f", "female", "w", "women", "frau", "weiblich", "woman"],
  female: ["f", "female", "w", "weiblich", "woman", "women"],
  frauen: ["f", "female", "w", "weiblich"],
  man: ["m", "male", "men", "mann", "mannlich", "man"],
  men: ["m", "male", "men", "mann", "mannlich", "man"],
  male: ["m", "male", "mannlich", "man", "men"],
  manner: ["m", "male", "mannlich"],
};

export function sameValue(word: string, value: string): boolean {
  return word === value || (values[word]?.includes(value) ?? false);
}
