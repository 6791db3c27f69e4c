"use client";
import type { Rebuilt } from "../lib/agent/session.ts";
import { strings } from "./strings.ts";
import { Unmasked } from "./unmasked.tsx";

/** Names that are shown at once. */
const most = 12;

/** What became of the variables after Python was started anew. */
export const RebuiltNote = ({ rebuilt: { repeated, lost, renewed, reason } }: { rebuilt: Rebuilt }) => (
  <div className="space-y-1 text-sm text-faint" data-rebuilt={lost.length === 0 ? "whole" : "partly"}>
    <p>{lost.length === 0 ? strings.rebuilt.whole(repeated) : strings.rebuilt.most(repeated)}</p>
    {lost.length > 0 && <Names label={strings.rebuilt.lost} names={lost} />}
    {renewed.length > 0 && <Names label={strings.rebuilt.renewed} names={renewed} />}
    {reason !== "" && (
      <p>
        <Unmasked text={reason} />
      </p>
    )}
  </div>
);

const Names = ({ label, names }: { label: string; names: readonly string[] }) => (
  <p className="text-sand">
    {label}{" "}
    {names.slice(0, most).map((name) => (
      <code key={name} className="me-1.5 font-mono text-[0.8125rem]">
        <Unmasked text={name} />
      </code>
    ))}
    {names.length > most && strings.rebuilt.more(names.length - most)}
  </p>
);
