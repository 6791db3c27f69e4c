"use client";
import { useContext } from "react";
import type { Turn } from "../lib/agent/session.ts";
import { AgainResult, SecondResult } from "./checks.tsx";
import { SteerContext } from "./steer.tsx";
import { strings } from "./strings.ts";
import { cn } from "./ui/cn.ts";
import { Unmasked } from "./unmasked.tsx";

/** The question, or what was wanted of a step. */
export const TurnHeading = ({ turn }: { turn: Turn }) => {
  const { origin, question, index } = turn;
  const plain = origin === undefined || origin.type === "comment";
  const big = "text-[1.375rem] leading-snug sm:text-2xl font-semibold tracking-[-0.02em]";
  return (
    <div>
      {origin?.type === "comment" && (
        <p className="mb-1 text-sm text-faint">
          <Unmasked text={strings.trust.heading.comment(origin.of ?? "")} />
        </p>
      )}
      <h2 id={`turn-${index}`} dir="auto" className={cn("scroll-mt-24", plain ? big : "text-base font-semibold")}>
        <Unmasked text={plain ? question : heading(origin)} />
      </h2>
    </div>
  );
};

function heading({ type, step, of }: NonNullable<Turn["origin"]>): string {
  const words = strings.trust.heading;
  if (type === "rerun") return words.rerun(step + 1);
  return type === "edit" ? words.edit(step + 1) : type === "second" ? words.second(of ?? "") : words.comment(of ?? "");
}

/** What came of a check, in a line. */
export const OwnResult = ({ turn }: { turn: Turn }) => {
  const { session } = useContext(SteerContext);
  const { origin } = turn;
  if (origin?.type === "second") return <SecondResult turn={turn} />;
  if (origin?.type !== "rerun") return null;
  const before = session.turns.find(({ index }) => index === origin.turn)?.steps.find(({ index }) => index === origin.step);
  return <AgainResult turn={turn} before={before} />;
};
