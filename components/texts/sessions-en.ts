import { figures } from "./figures.ts";

const { many } = figures("en-GB");

/** The sessions of this browser: their list, their files, who may write. */
export const sessionsEnglish = {
  sessions: {
    title: "Sessions",
    text: "Kept in this browser only. Files on your disk are never touched.",
    search: "Search names, questions and answers",
    none: "Nothing here yet. A session appears with its first file.",
    noMatch: (text: string) => `No session holds “${text}”.`,
    found: (count: number) => many(count, "session", "sessions"),
    unnamed: "Without a question yet",
    questions: (count: number) => many(count, "question", "questions"),
    files: (count: number) => many(count, "file", "files"),
    here: "open now",
    elsewhere: "open in another tab",
    actions: (name: string) => `More for ${name}`,
    rename: "Rename",
    renameLabel: "Name of the session",
    keepName: "Save the name",
    duplicate: "Duplicate",
    copyOf: (name: string) => `${name} (copy)`,
    remove: "Delete",
    removeTitle: "Delete this session?",
    removeText: (name: string) => `“${name}”, its results and the files kept for it in this browser are deleted. This cannot be undone.`,
    removeDo: "Delete it",
    removeDont: "Keep it",
    export: "Export",
    exportTitle: "Export this session",
    exportText: (name: string) =>
      `“${name}” becomes one file that you can open here, in another browser or on another machine. Questions, code, results and answers are always in it.`,
    exportFiles: (count: number, size: string) => `With ${count === 1 ? "its file" : `its ${count} files`} (${size})`,
    exportFilesHint: "Without them the session can be read, and the files have to be dropped again to go on. They hold the real values.",
    exportMapping: "With the real values behind the pseudonyms",
    exportMappingHint: "Whoever opens the file then sees them. Without, masked columns stay pseudonyms for good.",
    exportRecorded: "The export is written to the audit log: its name, size and digest, and whether it holds real values.",
    exportDo: "Export",
    exporting: "Exporting…",
    bring: "Open a session file",
    bringHint: "Or drop it anywhere on the page.",
    unfit: {
      foreign: (name: string) => `${name} does not hold a session. Nothing was changed.`,
      newer: (name: string) => `${name} was made by a newer version of Sandpiper than this one. Nothing was changed.`,
      damaged: (name: string) =>
        `${name} is damaged: its parts are not what it says they are. Nothing was changed; ask for it to be exported again.`,
      "too-large": (name: string) => `${name} holds more than a session may hold here. Nothing was changed.`,
    },
    brought: (name: string) => `The session in ${name} is now in your list. Open it there once this question is answered.`,
    notPacked: "This session is too large for one file. Export it without its data files.",
    stops: "A question is running. Opening another session stops it; what it has found so far stays.",
    storage: (used: string, most: string) => `About ${used} of ${most} that the browser lends are used.`,
    notPersisted: "The browser may remove sessions when it runs short of space. Export what must stay.",
    readOnly: {
      elsewhere: "This session is open in another tab. You see it as it was when you opened it here.",
      taken: "Another tab has taken this session over. What is here stays to read; nothing is lost.",
      looser:
        "This session was made while less was hidden from models than the policy hides now. You can read it, and begin a new one to go on.",
    },
    takeOver: "Take over",
    takingOver: "Taking over…",
    takeOverHint: "If you take over, the other tab can only read from then on. A question that runs there is stopped; what it has found so far stays.",
  },

  notKept: {
    full: "The browser's storage is full. What happens from now on is lost when this tab is closed: delete sessions you no longer need, or export this one.",
    denied:
      "This browser keeps nothing here (private mode, or storage is not allowed). All works, but it is gone when the tab is closed: export what must stay.",
  },
  latestElsewhere: "Your latest session is open in another tab, so this tab begins a new one. You find it under Sessions.",
  notRemoved: "A session that is open in another tab cannot be deleted here.",
  expired: (count: number, days: number) =>
    `${many(count, "session", "sessions")} older than ${many(days, "day", "days")} ${count === 1 ? "was" : "were"} deleted, as the policy says.`,
};
