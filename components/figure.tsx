"use client";
import { useContext } from "react";
import { SteerContext } from "./steer.tsx";
import { strings } from "./strings.ts";
import { TracesContext } from "./traces.ts";
import { cn } from "./ui/cn.ts";

/** A number of an answer: pressed, it shows where it comes from; one that nothing computed is marked. */
export const Figure = ({ number }: { number: string }) => {
  const trace = useContext(TracesContext).get(number);
  const { show } = useContext(SteerContext);
  if (!trace) return number;
  const lost = trace.origin.type === "nowhere";
  return (
    <button
      type="button"
      data-figure={lost ? "nowhere" : "traced"}
      title={lost ? strings.trust.notFound : strings.trust.whereFrom}
      onClick={() => show({ type: "number", trace })}
      className={cn("figure", lost && "figure-lost")}
    >
      {number}
      {lost && <span className="sr-only"> ({strings.trust.notFound})</span>}
    </button>
  );
};
