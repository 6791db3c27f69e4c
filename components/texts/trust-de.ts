import type { Strings } from "../strings.ts";
import { figures } from "./figures.ts";

const { listed, many, number } = figures("de-DE");

/** Woher Zahlen kommen und wie eine Sitzung gelenkt wird. */
export const trustGerman: Strings["trust"] = {
  unfound: (numbers) =>
    `Nicht gefunden in dem, was der Code berechnet hat: ${listed(numbers)}. Verlassen Sie sich nicht darauf, bevor Sie ${numbers.length === 1 ? "sie" : "diese Zahlen"} geprüft haben.`,
  notFound: "nicht gefunden in dem, was der Code berechnet hat",
  whereFrom: "Woher kommt das?",
  whereNumber: (figure) => `Woher ${figure} kommt`,
  whereThing: (title) => `Woher „${title}“ kommt`,
  found: {
    value: (way, step) => `Python hielt den Wert nach Schritt ${number(step)} in ${way}.`,
    table: (title, step) => `Er steht in der Tabelle „${title}“ von Schritt ${number(step)}.`,
    printed: (step) => `Schritt ${number(step)} hat ihn ausgegeben.`,
    text: (step) => `Der Code von Schritt ${number(step)} hat ihn beim Laufen in die Antwort gesetzt; im Code selbst steht er nicht.`,
    code: (step) => `Das ist eine Vorgabe, mit der Schritt ${number(step)} geschrieben wurde, kein Ergebnis.`,
    file: (file) => `Das wurde gezählt, als ${file} gelesen wurde.`,
    question: "Das steht in Ihrer Frage.",
    nowhere:
      "Das passt zu nichts, was der Code berechnet, ausgegeben oder gezeigt hat. Das Modell wurde einmal gebeten, es zu berichtigen.",
  },
  ofQuestion: (question) => `Zur Frage „${question}“`,
  madeBy: (step) => `Der Code dazu, Schritt ${number(step)}`,
  ran: (time, duration) => `Lief am ${time}, ${duration} lang.`,
  inputs: "Dateien, die er lesen konnte",
  noInputs: "Keine Datei war geöffnet.",
  digest: (sha256) => `Prüfsumme SHA-256 ${sha256}`,
  digestOf: { content: "des Inhalts", "name-size-time": "von Name, Größe und Zeitpunkt der Änderung" },
  stepGone: "Der Schritt dazu gehört zu einem anderen Zweig dieser Sitzung.",

  again: "Diesen Schritt noch einmal ausführen",
  againShort: "Noch einmal",
  checking: "Läuft…",
  same: "Es kam dasselbe heraus.",
  differs: (things) => `Es kam etwas anderes heraus: ${listed(things)}.`,
  failedAgain: (reason) => `Diesmal ging es nicht durch: ${reason}`,
  different: {
    outcome: "wie es endete",
    printed: "was ausgegeben wurde",
    value: "der letzte Wert",
    answer: "die Antwort",
    made: "wie viele Ergebnisse es gibt",
    table: (title) => `die Tabelle „${title}“`,
    chart: (title) => `das Diagramm „${title}“`,
    file: (title) => `die Datei „${title}“`,
  },
  second: {
    check: "Auf zweitem Weg prüfen",
    about: "Summen, Mittelwerte und Anzahlen aus pandas rechnet SQLite nach, und umgekehrt.",
    agree: (first, second) => `Beide Wege stimmen überein: ${first} und ${second}.`,
    disagree: (first, second) => `Die Wege widersprechen sich: ${first} auf dem ersten, ${second} auf dem zweiten.`,
    used: (what, how, times) =>
      how === "pandas" ? `die SQL-Abfrage durch pandas, ${number(times)}-mal` : `${what} durch SQLite (${how}), ${number(times)}-mal`,
    usedTitle: "Auf dem zweiten Weg gerechnet:",
    uncovered:
      "Von selbst geht kein zweiter Weg: Diese Zahl beruht auf keiner Summe, keinem Mittelwert, keiner Anzahl und keinem kleinsten oder größten Wert, die sich anders berechnen ließen.",
    failed: "Ein zweiter Weg ging nicht: Der Code läuft so nicht noch einmal.",
    changed: "Der erste Weg ergibt diese Zahl nicht mehr: Die Variablen, auf denen sie beruht, haben sich seitdem geändert.",
    unread: "Was dabei herauskam, ließ sich nicht lesen.",
    askModel: "Das Modell um einen zweiten Weg bitten",
    question: (figure) =>
      `Prüfe ${figure} auf einem zweiten Weg: Berechne die Zahl neu, mit sql(), wo pandas benutzt wurde, oder umgekehrt, und sage mit beiden Werten, ob sie übereinstimmen.`,
    builtin: "Auch der eingebaute Analyst kann keinen finden. Ein Sprachmodell ließe sich fragen.",
  },

  stepTools: (step) => `Was mit Schritt ${number(step)} geschehen kann`,
  edit: "Ändern",
  editing: "Ihre Fassung des Schritts",
  runEdited: "So ausführen",
  back: "Zurück",
  goOn: "Von hier aus weiter",
  goOnTitle: "Von diesem Schritt aus weitergehen?",
  goOnText:
    "Was danach kam, bleibt als Zweig erhalten, und Sie können dorthin zurück. Python beginnt neu, und worauf dieser Schritt beruht, wird wieder berechnet, sobald es gebraucht wird.",
  goOnDo: "Von hier aus weiter",
  goOnDont: "Hier bleiben",
  earlier: (step) => `Entstand mit der früheren Fassung von Schritt ${number(step)}`,
  heading: {
    rerun: (step) => `Schritt ${number(step)} noch einmal`,
    edit: (step) => `Schritt ${number(step)}, wie Sie ihn geändert haben`,
    second: (figure) => `${figure} auf zweitem Weg`,
    comment: (title) => `Zum Diagramm „${title}“`,
  },
  branches: {
    title: "Andere Zweige dieser Sitzung",
    about: (questions, last) => `${many(questions, "Frage", "Fragen")}, die letzte: „${last}“`,
    take: "Dorthin zurück",
    empty: "keine Frage",
  },

  queue: {
    add: "Danach fragen",
    title: "Wartet, bis es an der Reihe ist",
    remove: (question) => `„${question}“ entfernen`,
    now: "Jetzt fragen",
    held: "Zurückgehalten: von selbst wird hier nichts gefragt.",
  },
  waitsForAnswer: "Wartet auf Ihre Antwort",
  consult: {
    title: "Die Auswertung hat eine Frage an Sie",
    answer: "Ihre Antwort",
    send: "Antworten",
    keys: "Wählen Sie mit Tab und Eingabe oder mit der Zahl davor.",
    said: (answer) => `Sie haben geantwortet: ${answer}`,
    unknown: "Das kann ich nicht sagen",
    unsaid: "Darauf wurde nicht geantwortet.",
  },
  wish: {
    label: (title) => `Das Diagramm „${title}“ ändern`,
    hint: "Dieses Diagramm ändern, z. B. logarithmisch, nach Monaten",
    send: "Ändern",
  },
};
