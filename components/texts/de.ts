import type { Strings } from "../strings.ts";
import { figures } from "./figures.ts";
import { hostGerman } from "./host-de.ts";
import { seeGerman } from "./see-de.ts";
import { sessionsGerman } from "./sessions-de.ts";
import { trustGerman } from "./trust-de.ts";

const { listed, many, number, one } = figures("de-DE");

/** Every word the screen says, in German. */
export const german: Strings = {
  ...sessionsGerman,
  ...seeGerman,
  tag: "de-DE",
  host: hostGerman,
  name: "Sandpiper",
  sentence: "Fragen Sie Ihre Daten. Die Antwort rechnet Python aus, in diesem Tab.",
  lede: "Datei ablegen, in eigenen Worten fragen. Ein Modell schreibt den Code, Ihr Browser führt ihn aus, und jede Zahl der Antwort kommt aus diesem Lauf.",
  promise: "Dateien bleiben in diesem Browser. Sie werden nie hochgeladen.",
  promiseAsk: "Wie wird das geschützt?",
  close: "Schließen",

  dropHere: "Dateien hier ablegen",
  dropAnywhere: "Loslassen, um die Dateien hinzuzufügen",
  dropHint: "CSV, Excel, JSON, SQLite, Parquet, zip oder reiner Text. Auch eine Tabelle lässt sich einfügen.",
  pick: "Dateien auswählen",
  addFiles: "Dateien hinzufügen",
  samples: "Oder mit einem Beispiel beginnen",
  askOf: (title) => `Zu ${title} fragen:`,
  tour: {
    first: "Neu hier?",
    start: "Herumführen",
    again: "Rundgang machen",
    skip: "Rundgang überspringen",
    step: (at, total) => `Schritt ${number(at)} von ${number(total)}`,
    next: "Weiter",
    back: "Zurück",
    done: "Fertig",
    steps: [
      [
        "Datei ablegen und sehen, wie sie gelesen wurde",
        "CSV, Excel, JSON, SQLite, Parquet. Jede Spalte bekommt eine Kachel mit Typ, Lücken und Verteilung; was nicht passte, wird aufgezählt.",
      ],
      [
        "Fragen, wie man eine Kollegin fragt",
        "Python wird hier geschrieben und läuft hier, in Ihrem Browser. Sehen Sie jeden Schritt, oder halten Sie jederzeit an; Fehler werden unterwegs behoben.",
      ],
      [
        "Dem trauen, was sich prüfen lässt",
        "Unter jeder Antwort steht, wie sie herauskam: der Code, seine Ausgabe und jede Nachricht, die ein Modell sah. Was jemanden kenntlich macht, wird vorher maskiert.",
      ],
      [
        "Mitnehmen",
        "Tabellen, Diagramme und Dateien lassen sich herunterladen, die Seite lässt sich drucken, und nach dem Neuladen ist Ihre Sitzung wieder da.",
      ],
    ],
  },
  help: {
    title: "Hilfe und Tastenkürzel",
    about: "Wie es geht, in vier Schritten:",
    shortcuts: "Tastenkürzel",
    ask: "Die Frage stellen",
    line: "Neue Zeile beginnen",
    escape: "Fenster oder Menü schließen",
    keys: {
      question: "Zur Frage gehen",
      files: "Dateien auswählen",
      side: "Dateien an der Seite zeigen",
      new: "Neue Sitzung",
      stop: "Anhalten, was läuft",
      help: "Diese Hilfe",
    },
    ctrl: "Strg",
    shift: "Umschalt",
    single: "Einzelne Tasten wirken als Kürzel",
  },
  lostPage: {
    title: "Diese Seite gibt es nicht",
    text: "Die Adresse ist vielleicht falsch geschrieben, oder die Seite ist umgezogen.",
    home: "Zum Analysten",
  },
  brokenPage: {
    title: "Diese Seite ist gescheitert",
    text: "Ihre Sitzung ist in diesem Browser aufbewahrt. Laden Sie die Seite neu, um weiterzumachen.",
    again: "Neu laden",
  },
  sampleMissed: "Das Beispiel ließ sich nicht holen. Prüfen Sie, ob der Server läuft, und versuchen Sie es noch einmal.",
  pasted: (name) => `Die eingefügte Tabelle wurde als ${name} hinzugefügt.`,

  files: "Dateien",
  variables: "Variablen",
  noVariables: "Hier erscheinen Tabellen und Ergebnisse unter dem Namen, unter dem Python sie kennt.",
  sideTitle: "Dateien und Variablen",
  openSide: "Dateien und Variablen zeigen",
  closeSide: "Dateien und Variablen verbergen",
  removeFile: (name) => `${name} entfernen`,
  keptInMemory: "nur im Arbeitsspeicher",

  coming: "Ihre Sitzung wird zurückgeholt",
  skip: "Zur Frage springen",
  theme: { label: "Darstellung", system: "Wie das System", light: "Hell", dark: "Dunkel" },
  language: "Sprache",
  fresh: "Neue Sitzung",

  understood: "Was verstanden wurde",
  details: (name) => `Einzelheiten zu ${name}`,
  reading: "Wird gelesen",
  waiting: "Wartet",
  cancel: "Abbrechen",
  rows: (count) => many(count, "Zeile", "Zeilen"),
  columns: (count) => many(count, "Spalte", "Spalten"),
  tables: (count) => many(count, "Tabelle", "Tabellen"),
  size: (rows, columns) => `${many(rows, "Zeile", "Zeilen")} × ${many(columns, "Spalte", "Spalten")}`,
  empty: (share) => `${share} leer`,
  complete: "lückenlos",
  mean: (value) => `Mittel ${value}`,
  distinct: (count) => `${number(count)} verschiedene`,
  duplicates: (count) => many(count, "doppelte Zeile", "doppelte Zeilen"),
  moreColumns: (count) => `Alle ${number(count)} Spalten zeigen`,
  fewerColumns: "Weniger Spalten zeigen",
  odd: (count) => many(count, "Zeile passte nicht", "Zeilen passten nicht"),
  oddRest: (count) => `und ${many(count, "weitere Zeile", "weitere Zeilen")}`,
  line: (line) => `Zeile ${number(line)}`,
  howRead: "Wie gelesen wurde",
  problem: "Konnte nicht gelesen werden",
  problemPart: (part) => `Teil „${part}“ konnte nicht gelesen werden`,
  fix: "Was hilft:",
  linked: "Diese Tabellen scheinen zusammenzugehören",
  linkKind: {
    "one-to-one": "eins zu eins",
    "one-to-many": "eins zu viele",
    "many-to-one": "viele zu eins",
    "many-to-many": "viele zu viele",
  },
  overlap: (share) => `${share} der Werte stimmen überein`,

  ask: "Stellen Sie eine Frage zu Ihren Daten",
  askFirst: "Zuerst eine Datei hinzufügen, dann fragen",
  askNext: "Weiter fragen",
  send: "Fragen",
  stop: "Anhalten",
  stopping: "Wird angehalten…",
  tryThese: "Sie könnten fragen",
  model: "Modell",
  builtin: "Kommt ohne Schlüssel und ohne Netz aus",
  remote: "Ihre Frage und das Profil der Dateien werden ihm gesendet",
  enterHint: "Enter fragt, Umschalt + Enter beginnt eine neue Zeile",

  seconds: (count) => `${number(count)} s`,
  askReading: "Fragen Sie schon; die Antwort beginnt, sobald die Dateien gelesen sind",
  noFiles: "Keine der Dateien ließ sich wieder öffnen. Legen Sie sie noch einmal ab.",
  pending: "Wartet, bis die Dateien gelesen sind",
  question: "Frage",
  you: "Sie fragten",
  thinking: "Denkt über den nächsten Schritt nach",
  writing: "Schreibt Code",
  checking: "Prüft den Code",
  running: "Läuft",
  waitsForPython: "Wartet, bis Python gestartet ist",
  done: "Fertig",
  plan: "Plan",
  code: "Code",
  codeLines: (count) => many(count, "Zeile", "Zeilen"),
  copy: "Kopieren",
  copied: "Kopiert",
  output: "Ausgabe",
  dropped: (count) =>
    one(count)
      ? "1 weiteres Zeichen wurde ausgegeben und nicht behalten."
      : `${number(count)} weitere Zeichen wurden ausgegeben und nicht behalten.`,
  reasoning: "Überlegung",
  waitingFor: (seconds, reason) => `Wartet ${number(seconds)} s bis zum nächsten Versuch: ${reason}`,
  refused: "Nicht ausgeführt: die Richtlinie erlaubt diesen Code nicht",
  instead: (text) => `Stattdessen: ${text}`,
  cut: "Abgebrochen, bevor es zu Ende war",
  approval: {
    waits: "Wartet auf Sie: darf dieses Skript laufen?",
    title: "Darf dieses Skript laufen?",
    uses: (packages) => `Es importiert ${listed(packages)}.`,
    usesNothing: "Es importiert nichts.",
    writes: (files) => `Es schreibt ${listed(files)}.`,
    writesUnnamed: "Es schreibt Dateien, deren Namen es erst beim Laufen bildet.",
    writesNothing: "Es schreibt keine Datei.",
    keys: {
      look: "Enter führt es aus, Escape lehnt es ab.",
      edit: "Escape geht zurück.",
      refuse: "Enter lehnt es ab, Escape geht zurück.",
    },
    run: "Ausführen",
    edit: "Ändern",
    refuse: "Ablehnen",
    back: "Zurück",
    runEdited: "Geändert ausführen",
    editing: "Ihre Fassung des Skripts",
    reason: "Warum nicht? Das Modell erfährt es.",
    refuseNow: "Ausführung ablehnen",
    changed: "Was neu ist seit dem Skript, das Sie zuletzt laufen ließen",
    declined: "Nicht ausgeführt: Sie haben es abgelehnt",
    noReason: "Sie gaben keinen Grund an.",
    given: {
      approved: "Sie ließen dieses Skript laufen.",
      edited: "Sie änderten dieses Skript, bevor es lief.",
      refused: "Sie lehnten dieses Skript ab.",
    },
    yours: "Was Sie geändert haben",
  },
  denied: "Nicht ausgeführt: es ließ sich nicht aufzeichnen",
  modelFailed: "Das Modell konnte nicht antworten",
  unreadable: "Eine Antwort war nicht lesbar und wurde noch einmal verlangt",
  rejected: "Eine Antwort wurde zurückgeschickt",
  failedWith: (type) => `Gescheitert mit ${type}`,
  traceback: "Fehlerverlauf",
  killed: {
    timeout: "An der Zeitgrenze angehalten",
    stopped: "Von Ihnen angehalten",
    memory: "Der Arbeitsspeicher reichte nicht",
    fatal: "Python ist abgestürzt",
    flood: "Zu viel ausgegeben",
  },
  lost: "Was dieser Lauf gemacht hatte, ist verloren.",
  repair: (count) => (count === 1 ? "Reparatur" : `Reparatur ${number(count)}`),
  mending: (what) => `behebt ${what}`,
  mended: "Behoben: das lief durch",
  changed: "Was sich am Code geändert hat",
  hints: "Hinweis an das Modell",

  answer: "Antwort",
  partial: "Teilantwort",
  evidence: "Belege",
  caveats: "Vorbehalte",
  next: "Als Nächstes fragen",
  results: "Ergebnisse",
  work: (steps, repairs) =>
    repairs === 0
      ? many(steps, "Schritt", "Schritte")
      : `${many(steps, "Schritt", "Schritte")}, ${many(repairs, "Reparatur", "Reparaturen")}`,
  how: "Wie das herauskam",
  tokens: (count) => many(count, "Token", "Tokens"),
  rebuilt: {
    whole: (runs) =>
      runs === 0
        ? "Python wurde neu gestartet."
        : `Python wurde neu gestartet; ${many(runs, "früherer Lauf wurde", "frühere Läufe wurden")} wiederholt, und alle Variablen sind wieder da.`,
    most: (runs) => `Python wurde neu gestartet; ${many(runs, "früherer Lauf wurde", "frühere Läufe wurden")} wiederholt.`,
    lost: "Fort oder nicht mehr, was sie waren:",
    renewed: "Kam anders heraus als beim ersten Mal:",
    more: (count) => `und ${number(count)} weitere`,
  },
  stopped: "Angehalten",
  failed: "Keine Antwort",
  stillThere: "Die bisher entstandenen Variablen sind noch da. Fragen Sie noch einmal oder etwas anderes.",
  lostTurns:
    "Nach dieser Stelle wurde Python neu gestartet. Mit der nächsten Frage werden die Dateien wieder gelesen und die Variablen von weiter oben neu gebildet.",

  kernel: {
    off: "Python startet mit der ersten Datei",
    loading: (what, percent) => `${what} ${number(percent)} %`,
    loadingPlain: (what) => `${what}…`,
    ready: "Python ist bereit",
    running: (seconds, limit) => `Läuft ${number(seconds)} s von ${number(limit)} s`,
    restarting: "Python startet neu",
    rebuilding: (run, total) => `Variablen werden neu gebildet, Lauf ${number(run)} von ${number(total)}`,
    failed: "Python konnte nicht starten",
  },

  download: "Herunterladen",
  helperLeftOut: (name, line, reason) =>
    `Das Hilfsmodul ${name} Ihrer Organisation hat einen Fehler${line === null ? "" : ` in Zeile ${line}`} und bleibt weg; alles andere geht. Sagen Sie es denen, die Sandpiper verwalten: ${reason}`,
  notHandedOut: (file, reason) => `${file} wurde nicht herausgegeben, weil es nicht zuerst aufgezeichnet werden konnte: ${reason}`,
  downloadAs: (what) => `${what} herunterladen`,
  full: "Vollbild",
  chart: "Diagramm",
  chartFailed: "Dieses Diagramm ließ sich nicht zeichnen",
  drawing: "Das Diagramm wird gezeichnet",
  table: "Tabelle",
  copyTsv: "Tabelle kopieren",
  csv: "CSV",
  shown: (shown, total) => `${number(shown)} von ${many(total, "Zeile", "Zeilen")}`,
  columnsCut: (shown, total) => `die ersten ${number(shown)} von ${many(total, "Spalte", "Spalten")}`,
  sortBy: (column) => `Nach ${column} sortieren`,
  gone: "Nur die ersten Zeilen sind noch da: das Python, das die übrigen hielt, ist beendet.",
  emptyTable: "Diese Tabelle hat keine Zeilen.",

  linkTitle: "Diesen Link öffnen?",
  linkText:
    "Er stammt aus der Auswertung, nicht von Sandpiper. Er öffnet sich in einem neuen Tab, und die Seite dahinter erfährt die Adresse unten.",
  linkOpen: "Link öffnen",

  noticeDismiss: "Ausblenden",
  newVersion:
    "Auf dem Server ist ein neueres Sandpiper als in diesem Tab. Laden Sie die Seite neu, bevor Sie weitermachen: Das Gespräch, die Dateien und die Variablen kommen wieder.",
  offline: "Der Server war nicht zu erreichen. Dateien und Ergebnisse bleiben hier; versuchen Sie es wieder, wenn er läuft.",
  keptLocally:
    "Der Server, der das Protokoll führt, ist nicht zu erreichen. Einträge werden in diesem Browser aufbewahrt und nachgereicht, sobald es geht.",
  handedIn: (count) =>
    `${many(count, "Eintrag", "Einträge")}, ${one(count) ? "der" : "die"} in diesem Browser gewartet ${one(count) ? "hat, wurde" : "haben, wurden"} dem Protokoll nachgereicht.`,
  memoryOnly:
    "Der Speicher des Browsers ist voll oder hier nicht erlaubt. Dateien liegen nur im Arbeitsspeicher und müssen nach dem Neuladen noch einmal abgelegt werden.",
  tooMany: (limit) => `Nur ${many(limit, "Datei kann", "Dateien können")} zugleich offen sein; die übrigen wurden weggelassen.`,
  tooMuch: (limit) =>
    `Die Dateien einer Sitzung dürfen zusammen ${limit} haben; die übrigen wurden weggelassen. Entfernen Sie eine Datei, oder beginnen Sie eine neue Sitzung.`,
  turnsSpent: (limit) =>
    `Eine Sitzung darf ${many(limit, "Frage", "Fragen")} haben, und diese hatte sie. Beginnen Sie eine neue Sitzung, um weiterzumachen.`,
  tooLarge: (name, limit) => `${name} ist größer als die Grenze von ${limit}. Teilen Sie die Datei, oder speichern Sie sie als Parquet.`,
  twice: (name) => `Eine Datei namens ${name} war schon da und wurde ersetzt.`,
  reload: "Neu laden",

  masking: {
    hiddenAs: (token) => `Vor dem Modell verborgen als ${token}`,
    standsFor: (value) => `Steht für ${value}`,
    asModel: "Zeigen, was das Modell sah",
    asPerson: "Die wirklichen Werte zeigen",
    columnMasked: (type) => `maskiert: ${type}`,
    columnMaskedWhy: (type, reason) => `Das Modell sieht Pseudonyme der Art ${type}: ${reason}`,
    columnShown: "sichtbar",
    columnShownWhy: "Das Modell darf Werte dieser Spalte sehen",
    mode: {
      open: "Nichts ist maskiert: das Modell darf Werte aus Ihren Dateien sehen.",
      masked:
        "Namen, Adressen, kennzeichnende Nummern und aller Text, der nicht als harmlos bekannt ist, sind maskiert: das Modell und sein Code sehen Pseudonyme. Sie sehen die wirklichen Werte; sie werden hier, in dieser Seite, wieder eingesetzt.",
      "schema-only":
        "Das Modell sieht nur Namen, Typen und Größen: keine Werte und nichts, was ausgegeben wird. Sie sehen die wirklichen Werte; sie werden hier, in dieser Seite, wieder eingesetzt.",
    },
    modeTitle: "Was jetzt maskiert ist",
    pictureTokens:
      "Beschriftungen in diesem Bild können Pseudonyme sein: es ist zu groß, um mit den wirklichen Werten neu gezeichnet zu werden.",
    fileTokens: "Enthält Pseudonyme, wo Spalten maskiert sind: diese Datei lässt sich nicht sicher umschreiben.",
  },

  sent: {
    title: "Was das Modell sah",
    text: "Jede Nachricht zu dieser Frage, so wie sie diese Seite verließ oder zurückgehalten wurde. Die Liste wird nur in diesem Browser aufbewahrt.",
    loading: "Wird nachgesehen",
    none: "Zu dieser Frage wurde keinem Modell etwas gesendet, oder es wird in diesem Browser nicht mehr aufbewahrt.",
    search: "Alle Nachrichten durchsuchen, zum Beispiel nach einem Namen, der nicht darin stehen darf",
    calls: (count) => many(count, "Nachricht", "Nachrichten"),
    found: (count, calls) =>
      count === 0
        ? `In ${many(calls, "Nachricht", "Nachrichten")} nicht gefunden.`
        : `${number(count)}-mal in ${many(calls, "Nachricht", "Nachrichten")} gefunden.`,
    list: "Nachrichten zu dieser Frage",
    call: (step, attempt) => (attempt === 1 ? `Schritt ${number(step)}` : `Schritt ${number(step)}, Versuch ${number(attempt)}`),
    blocked: "nicht gesendet",
    blockedTitle: "Dies wurde nicht gesendet",
    leak: (type, where, at, token) =>
      `${type === "original" ? `Ein Wert einer maskierten Spalte${token === null ? "" : ` (${token})`}` : `Was wie ein Wert der Art ${type} aussieht`}, ${where}, bei Zeichen ${number(at + 1)}:`,
    where: {
      plain: "so, wie er ist",
      escaped: "hinter Maskierungszeichen",
      url: "in Prozentschreibweise",
      base64: "in Base64",
      hex: "hexadezimal",
      separators: "mit anderen Trennzeichen",
    },
    facts: (path, size, time) => `${size} an ${path} um ${time}`,
    views: "Wie man es ansehen kann",
    messages: "Nachrichten",
    raw: "Rohe Bytes",
    rawText:
      "Der Inhalt der Anfrage, Zeichen für Zeichen. Der Server stellt den Nachrichten seine Systemanweisung voran und gibt sie weiter; die Fakten gehen nur an den eingebauten Analysten.",
    reply: "Antwort",
    copy: "Rohen Inhalt kopieren",
    whole: (chars) => `Alle ${number(chars)} Zeichen zeigen`,
    who: {
      system: "Systemanweisung, vom Server vorangestellt",
      user: "Benutzer",
      assistant: "Assistent",
      facts: "Fakten für den eingebauten Analysten",
    },
  },

  trust: trustGerman,
  take: {
    title: "Hier gemacht, in dieser Seite, mit den wirklichen Werten",
    turn: "Mitnehmen",
    session: "Alles mitnehmen",
    making: (what) => `Wird gemacht: ${what}`,
    failed: (what, reason) => `${what} ließ sich nicht machen: ${reason}`,
    formats: {
      html: "Bericht",
      print: "Drucken oder als PDF sichern",
      docx: "Word-Dokument",
      pptx: "Folien",
      ipynb: "Jupyter-Notebook",
      py: "Python-Skript",
      xlsx: "Tabellen für Excel",
      csv: "Tabellen als CSV",
    },
    hints: {
      html: "Eine HTML-Datei, die kein Netz braucht",
      print: "Der Bericht, mit dem Dialog des Browsers",
      docx: "Antwort, Bilder und Tabellen (.docx)",
      pptx: "Je Bild und Tabelle eine Folie (.pptx)",
      ipynb: "Läuft in Jupyter neben den Dateien (.ipynb)",
      py: "Läuft in Python neben den Dateien (.py)",
      xlsx: "Alle Zeilen, ein Blatt je Tabelle; keine Zelle ist eine Formel",
      csv: "Alle Zeilen; keine Zelle ist eine Formel",
    },
  },

  told: {
    none: (host) => `${host}, die Seite rundherum, erfährt, dass eine Frage beantwortet wurde, aber nicht wie.`,
    masked: (host) => `${host}, die Seite rundherum, erfährt die Antworten, mit Pseudonymen statt maskierter Werte.`,
    shown: (host) => `${host}, die Seite rundherum, erfährt die Antworten, wie Sie sie sehen.`,
  },

  rules: {
    title: "Die geltenden Regeln",
    about: "Was die Richtlinie der Verwaltung hier erlaubt, Feld für Feld, und wer es festgelegt hat.",
    open: "Die geltenden Regeln ansehen",
    around: "der Seite rundherum",
    refused: "Von der Seite rundherum gewünscht und nicht gewährt",
    silent: "Der Server hat nicht gesagt, welche Regeln gelten. Prüfen Sie, ob er läuft, und öffnen Sie dies noch einmal.",
  },
  safety: {
    title: "Wie Ihre Daten geschützt werden",
    points: [
      [
        "Dateien verlassen den Browser nie",
        "Sie werden hier gelesen, von Python in WebAssembly, und im eigenen Speicher dieses Browsers aufbewahrt, bis Sie sie entfernen. Es gibt kein Hochladen.",
      ],
      [
        "Der Code läuft hinter einer Wand",
        "Python läuft in einem eigenen Rahmen ohne Herkunft, ohne Cookies, ohne Speicher und ohne jede Netzverbindung. Das erzwingt der Browser, nicht Python.",
      ],
      [
        "Was ein Modell sieht",
        "Ihre Frage, das Profil der Dateien (Spaltennamen, Typen, Wertebereiche, einige Beispiele) und was der Code ausgibt. Wo maskiert wird, ersetzen zuvor Pseudonyme die Werte, die jemanden kenntlich machen können, und nur diese Seite weiß, wofür sie stehen. Mit dem eingebauten Analysten geht nichts weiter als bis zu dem Server, von dem diese Seite kommt.",
      ],
      ["Alles wird aufgezeichnet", "Jedes Skript steht im Protokoll, bevor es läuft. Lässt es sich nicht aufzeichnen, läuft es nicht."],
      ["Sie können es anhalten", "Der Knopf zum Anhalten wirkt immer: hört Python nicht, wird die ganze Sandbox entfernt."],
    ],
  },
};
