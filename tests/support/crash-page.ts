import { Desk } from "../../lib/browser/desk.ts";

export type Shown = { question: string; status: string; finding: string | null };

declare global {
  interface Window {
    turnsShown(): Shown[];
    askDesk(question: string): Promise<void>;
    addFile(): Promise<void>;
    /** Told of every turn that has just been shown to have ended. */
    tellEnded(shown: Shown): void;
  }
}

const desk = await Desk.open();
const shown = (): Shown[] =>
  desk.state.get().session.turns.map(({ question, status, answer }) => ({ question, status, finding: answer?.finding ?? null }));

const told = new Set(shown().map(({ question }) => question));
desk.state.subscribe(() => {
  for (const turn of shown())
    if (turn.status !== "running" && !told.has(turn.question)) {
      told.add(turn.question);
      window.tellEnded(turn);
    }
});

window.turnsShown = shown;
window.askDesk = (question) => desk.ask(question);
window.addFile = () => desk.add([new File(["region,amount\nNorth,1\n"], "sales.csv")]);
document.title = "ready";
