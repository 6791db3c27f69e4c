"use client";
import { ArrowUp, Waypoints } from "lucide-react";
import { createContext, useContext, useId, useState } from "react";
import type { Session } from "../lib/agent/session.ts";
import type { Artifact } from "../lib/protocol/artifact.ts";
import { SteerContext } from "./steer.tsx";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";
import { Tip } from "./ui/tip.tsx";
import { useMapping } from "./use-mapping.ts";

/** The thing that a card shows. */
export const ArtifactContext = createContext<Artifact | null>(null);

/** Opens the code, the inputs and the time of a table or a chart. */
export const FromWhere = ({ artifact }: { artifact: Artifact }) => {
  const { show, session } = useContext(SteerContext);
  if (artifact.kind === "file" || !madeAt(session, artifact.id)) return null;
  return (
    <Tip text={strings.trust.whereFrom}>
      <Button size="s" aria-label={strings.trust.whereFrom} onClick={() => show({ type: "artifact", artifact })}>
        <Waypoints aria-hidden />
      </Button>
    </Tip>
  );
};

/** The step that made a thing. */
export function madeAt(session: Session, id: string): { turn: number; step: number } | null {
  for (const turn of session.turns)
    for (const step of turn.steps)
      if (step.state.type === "ran" && step.state.observation.artifacts.some((one) => one.id === id))
        return { turn: turn.index, step: step.index };
  return null;
}

/** A wish about a chart, asked as a question that comes with the code of the chart. */
export const ChartWish = ({ artifact }: { artifact: Artifact }) => {
  const { ask, session } = useContext(SteerContext);
  const { plain } = useMapping();
  const [wish, setWish] = useState("");
  const id = useId();
  const at = artifact.kind === "chart" || artifact.kind === "image" ? madeAt(session, artifact.id) : null;
  if (!at) return null;
  const send = () => {
    ask(wish, { type: "comment", ...at, of: artifact.title });
    setWish("");
  };
  return (
    <form
      data-print="no"
      className="mt-3 flex items-center gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (wish.trim() !== "") send();
      }}
    >
      <label htmlFor={id} className="sr-only">
        {strings.trust.wish.label(plain(artifact.title))}
      </label>
      <input
        id={id}
        dir="auto"
        value={wish}
        maxLength={500}
        placeholder={strings.trust.wish.hint}
        onChange={(event) => setWish(event.target.value)}
        className="min-w-0 flex-1 rounded-lg border border-line bg-transparent px-2.5 py-1 text-base placeholder:text-faint focus:border-accent sm:text-[0.8125rem]"
      />
      <Button size="s" type="submit" disabled={wish.trim() === ""} aria-label={strings.trust.wish.send}>
        <ArrowUp aria-hidden />
      </Button>
    </form>
  );
};
