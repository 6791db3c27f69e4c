import { figures } from "./figures.ts";
import type { Said } from "./said.ts";
import type { seeEnglish } from "./see-en.ts";

const { many, number } = figures("de-DE");

export const seeGerman: Said<typeof seeEnglish> = {
  grid: {
    rows: (shown, total) => (shown === total ? many(total, "Zeile", "Zeilen") : `${number(shown)} von ${many(total, "Zeile", "Zeilen")}`),
    looking: "Die Zeilen werden durchgesehen",
    selected: (rows, columns) => `${many(rows, "Zeile", "Zeilen")} × ${many(columns, "Spalte", "Spalten")} ausgewählt`,
    copy: "Ausgewählte Zellen kopieren",
    tooMany: (most) => `Es lassen sich nur ${number(most)} Zellen auf einmal kopieren. Für mehr laden Sie die Tabelle als CSV herunter.`,
    hint: "Pfeiltasten bewegen, Umschalt wählt aus, Strg + C kopiert, Eingabe auf dem Namen einer Spalte öffnet, was sich mit ihr tun lässt.",
    column: (name) => `Spalte ${name}: sortieren, filtern, Statistik`,
    up: "Aufsteigend",
    down: "Absteigend",
    filter: "Filtern",
    contains: "Enthält",
    from: "Von",
    to: "Bis",
    only: "Zeilen",
    any: "alle Zeilen",
    filled: "mit einem Wert",
    empty: "ohne Wert",
    apply: "Anwenden",
    clear: "Filter entfernen",
    clearOf: (what) => `Filter entfernen: ${what}`,
    chip: {
      text: (column, text) => `${column} enthält „${text}“`,
      from: (column, from) => `${column} ab ${from}`,
      to: (column, to) => `${column} bis ${to}`,
      range: (column, from, to) => `${column} ${from} bis ${to}`,
      filled: (column) => `${column} hat einen Wert`,
      empty: (column) => `${column} ist leer`,
    },
    facts: "Statistik",
    counting: "Wird gezählt",
    noFacts: "Python ist zum Zählen nicht da: Fragen Sie noch einmal, oder öffnen Sie die Tabelle neu.",
    known: "mit einem Wert",
    missing: "leer",
    distinct: "verschieden",
    least: "kleinster",
    most: "größter",
    mean: "Mittelwert",
    median: "Median",
    std: "Standardabweichung",
    top: "Am häufigsten",
    spread: "Verteilung der Werte",
  },
  inspect: {
    open: (name) => `${name} als Tabelle öffnen`,
    gone: "Diese Tabelle ist nicht mehr in Python.",
    details: (name) => `Was in ${name} ist`,
    bytes: (size) => `etwa ${size}`,
  },
  charts: {
    facts: (points) => `Daten und Beschreibung (${many(points, "Zeile", "Zeilen")})`,
    words: "Beschreibung",
    gallery: "Alle Diagramme",
    count: (count) => `${many(count, "Diagramm", "Diagramme")} dieser Sitzung`,
  },
};
