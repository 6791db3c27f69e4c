import { figures } from "./figures.ts";
import type { Said } from "./said.ts";
import type { sessionsEnglish } from "./sessions-en.ts";

const { many } = figures("de-DE");

export const sessionsGerman: Said<typeof sessionsEnglish> = {
  sessions: {
    title: "Sitzungen",
    text: "Nur in diesem Browser aufbewahrt. Dateien auf Ihrer Festplatte bleiben unberührt.",
    search: "Namen, Fragen und Antworten durchsuchen",
    none: "Noch nichts hier. Mit der ersten Datei entsteht eine Sitzung.",
    noMatch: (text) => `Keine Sitzung enthält „${text}“.`,
    found: (count) => many(count, "Sitzung", "Sitzungen"),
    unnamed: "Noch ohne Frage",
    questions: (count) => many(count, "Frage", "Fragen"),
    files: (count) => many(count, "Datei", "Dateien"),
    here: "jetzt offen",
    elsewhere: "in einem anderen Tab offen",
    actions: (name) => `Mehr zu ${name}`,
    rename: "Umbenennen",
    renameLabel: "Name der Sitzung",
    keepName: "Namen sichern",
    duplicate: "Duplizieren",
    copyOf: (name) => `${name} (Kopie)`,
    remove: "Löschen",
    removeTitle: "Diese Sitzung löschen?",
    removeText: (name) =>
      `„${name}“, ihre Ergebnisse und die für sie in diesem Browser aufbewahrten Dateien werden gelöscht. Das lässt sich nicht rückgängig machen.`,
    removeDo: "Löschen",
    removeDont: "Behalten",
    export: "Exportieren",
    exportTitle: "Diese Sitzung exportieren",
    exportText: (name) =>
      `„${name}“ wird eine Datei, die Sie hier, in einem anderen Browser oder auf einem anderen Rechner öffnen können. Fragen, Code, Ergebnisse und Antworten sind immer darin.`,
    exportFiles: (count, size) => `Mit ${count === 1 ? "ihrer Datei" : `ihren ${count} Dateien`} (${size})`,
    exportFilesHint:
      "Ohne sie lässt sich die Sitzung lesen; zum Fortsetzen müssen die Dateien wieder abgelegt werden. Sie enthalten die echten Werte.",
    exportMapping: "Mit den echten Werten hinter den Pseudonymen",
    exportMappingHint: "Wer die Datei öffnet, sieht sie dann. Sonst bleiben verdeckte Spalten für immer Pseudonyme.",
    exportRecorded: "Der Export steht im Protokoll: Name, Größe und Prüfsumme, und ob er echte Werte enthält.",
    exportDo: "Exportieren",
    exporting: "Wird exportiert …",
    bring: "Sitzungsdatei öffnen",
    bringHint: "Oder irgendwo auf der Seite ablegen.",
    unfit: {
      foreign: (name) => `${name} enthält keine Sitzung. Nichts wurde verändert.`,
      newer: (name) => `${name} stammt von einer neueren Version von Sandpiper als dieser. Nichts wurde verändert.`,
      damaged: (name) =>
        `${name} ist beschädigt: Ihre Teile sind nicht, was sie sein sollen. Nichts wurde verändert; bitten Sie um einen neuen Export.`,
      "too-large": (name) => `${name} enthält mehr, als eine Sitzung hier enthalten darf. Nichts wurde verändert.`,
    },
    brought: (name) => `Die Sitzung aus ${name} steht jetzt in Ihrer Liste. Öffnen Sie sie dort, sobald diese Frage beantwortet ist.`,
    notPacked: "Diese Sitzung ist zu groß für eine Datei. Exportieren Sie sie ohne ihre Datendateien.",
    stops: "Eine Frage läuft. Eine andere Sitzung zu öffnen hält sie an; was bisher gefunden ist, bleibt.",
    storage: (used, most) => `Etwa ${used} von ${most}, die der Browser leiht, sind belegt.`,
    notPersisted: "Der Browser darf Sitzungen entfernen, wenn ihm der Platz ausgeht. Exportieren Sie, was bleiben muss.",
    readOnly: {
      elsewhere: "Diese Sitzung ist in einem anderen Tab offen. Sie sehen sie so, wie sie beim Öffnen hier war.",
      taken: "Ein anderer Tab hat diese Sitzung übernommen. Was hier steht, bleibt lesbar; nichts ist verloren.",
      looser:
        "Diese Sitzung entstand, als vor Modellen weniger verborgen wurde als nach der jetzigen Richtlinie. Sie können sie lesen; zum Weiterfragen beginnen Sie eine neue.",
    },
    takeOver: "Übernehmen",
    takingOver: "Wird übernommen …",
    takeOverHint: "Wenn Sie übernehmen, kann der andere Tab nur noch lesen. Eine Frage, die dort läuft, wird angehalten; was bisher gefunden ist, bleibt.",
  },

  notKept: {
    full: "Der Speicher des Browsers ist voll. Was von jetzt an geschieht, ist verloren, wenn dieser Tab geschlossen wird: Löschen Sie Sitzungen, die Sie nicht mehr brauchen, oder exportieren Sie diese.",
    denied:
      "Dieser Browser bewahrt hier nichts auf (privater Modus, oder Speichern ist nicht erlaubt). Alles funktioniert, ist aber fort, wenn der Tab geschlossen wird: Exportieren Sie, was bleiben muss.",
  },
  latestElsewhere:
    "Ihre letzte Sitzung ist in einem anderen Tab offen, darum beginnt dieser Tab eine neue. Sie finden sie unter Sitzungen.",
  notRemoved: "Eine Sitzung, die in einem anderen Tab offen ist, lässt sich hier nicht löschen.",
  expired: (count, days) =>
    `${many(count, "Sitzung", "Sitzungen")}, älter als ${many(days, "Tag", "Tage")}, ${count === 1 ? "wurde" : "wurden"} gelöscht, wie es die Richtlinie sagt.`,
};
