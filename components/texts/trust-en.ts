import { figures } from "./figures.ts";

const { listed, many, number } = figures("en-GB");

/** Words about where numbers come from, and about steering a session. */
export const trustEnglish = {
  unfound: (numbers: readonly string[]) =>
    `Not found in what the code computed: ${listed(numbers)}. Do not rely on ${numbers.length === 1 ? "it" : "them"} before you have checked.`,
  notFound: "not found in what the code computed",
  whereFrom: "Where does it come from?",
  whereNumber: (figure: string) => `Where ${figure} comes from`,
  whereThing: (title: string) => `Where “${title}” comes from`,
  found: {
    value: (way: string, step: number) => `Python held it in ${way} after step ${number(step)}.`,
    table: (title: string, step: number) => `It stands in the table “${title}” of step ${number(step)}.`,
    printed: (step: number) => `Step ${number(step)} printed it.`,
    text: (step: number) => `The code of step ${number(step)} put it into the answer while it ran; it is not written in the code.`,
    code: (step: number) => `It is a parameter that step ${number(step)} was written with, not a result.`,
    file: (file: string) => `It was counted when ${file} was read.`,
    question: "It stands in your question.",
    nowhere: "It matches nothing that the code computed, printed or showed. The model was asked once to mend it.",
  },
  ofQuestion: (question: string) => `For the question “${question}”`,
  madeBy: (step: number) => `The code that made it, step ${number(step)}`,
  ran: (time: string, duration: string) => `Ran at ${time} for ${duration}.`,
  inputs: "Files it could read",
  noInputs: "No file was open.",
  digest: (sha256: string) => `SHA-256 ${sha256}`,
  digestOf: { content: "of its bytes", "name-size-time": "of its name, size and time of change" },
  stepGone: "The step that made it is in another branch of this session.",

  again: "Run this step again",
  againShort: "Run again",
  checking: "Running…",
  same: "The same came out.",
  differs: (things: readonly string[]) => `Something else came out: ${listed(things)}.`,
  failedAgain: (reason: string) => `It did not go through this time: ${reason}`,
  different: {
    outcome: "how it ended",
    printed: "what was printed",
    value: "the last value",
    answer: "the answer",
    made: "how many results there are",
    table: (title: string) => `the table “${title}”`,
    chart: (title: string) => `the chart “${title}”`,
    file: (title: string) => `the file “${title}”`,
  },
  second: {
    check: "Check by a second route",
    about: "Sums, means and counts that pandas made are made by SQLite, and the other way round.",
    agree: (first: string, second: string) => `Both routes agree: ${first} and ${second}.`,
    disagree: (first: string, second: string) => `The routes disagree: ${first} by the first, ${second} by the second.`,
    used: (what: string, how: string, times: number) =>
      how === "pandas"
        ? `the SQL query by pandas, ${many(times, "time", "times")}`
        : `${what} by SQLite (${how}), ${many(times, "time", "times")}`,
    usedTitle: "Made by the second route:",
    uncovered:
      "No second route can be made by itself: this figure does not rest on a sum, mean, count, smallest or largest value that could be computed in another way.",
    failed: "No second route could be made: the code does not run once more as it stands.",
    changed: "The first route no longer gives this figure: the variables it rests on have changed since.",
    unread: "What came of it could not be read.",
    askModel: "Ask the model for a second route",
    question: (figure: string) =>
      `Check ${figure} by a second route: compute it anew with sql() where pandas was used, or the other way round, and say whether both agree, with both values.`,
    builtin: "The built-in analyst cannot make one either. A language model could be asked.",
  },

  stepTools: (step: number) => `What to do with step ${number(step)}`,
  edit: "Edit",
  editing: "Your version of the step",
  runEdited: "Run as changed",
  back: "Back",
  goOn: "Go on from here",
  goOnTitle: "Go on from this step?",
  goOnText:
    "What came after it is kept as a branch, and you can go back to it. Python is started anew, and what this step rests on is computed again when it is needed.",
  goOnDo: "Go on from here",
  goOnDont: "Stay",
  earlier: (step: number) => `Made from the earlier version of step ${number(step)}`,
  heading: {
    rerun: (step: number) => `Step ${number(step)} run again`,
    edit: (step: number) => `Step ${number(step)} as you changed it`,
    second: (figure: string) => `${figure} by a second route`,
    comment: (title: string) => `About the chart “${title}”`,
  },
  branches: {
    title: "Other branches of this session",
    about: (questions: number, last: string) => `${many(questions, "question", "questions")}, the last: “${last}”`,
    take: "Go back to it",
    empty: "no question",
  },

  queue: {
    add: "Ask next",
    title: "Waits its turn",
    remove: (question: string) => `Remove “${question}”`,
    now: "Ask now",
    held: "Held back: nothing here is asked by itself.",
  },
  waitsForAnswer: "Waits for your answer",
  consult: {
    title: "The analysis has a question for you",
    answer: "Your answer",
    send: "Answer",
    keys: "Choose with Tab and Enter, or with the number before it.",
    said: (answer: string) => `You answered: ${answer}`,
    unknown: "I cannot say",
    unsaid: "It was not answered.",
  },
  wish: {
    label: (title: string) => `Change the chart “${title}”`,
    hint: "Change this chart, e.g. log scale, by month",
    send: "Change it",
  },
};
