import type { Link } from "./link.ts";

export type Head = { seq: number; hash: string };

/** `at` is the first entry, counted from 1, at which the chain fails to hold. */
export type Fault = {
  kind: "malformed" | "edited" | "missing" | "swapped" | "repeated" | "rewritten" | "cut" | "unsigned" | "forged-head";
  at: number;
  reason: string;
};

export const span = (from: number, to: number) => (from === to ? `entry ${from}` : `entries ${from} to ${to}`);

/** `matched` is the last place that agreed with a head, `sure` whether the link that does not fit agrees with one itself. */
export type Sight = { last: Head; matched: number; sure: boolean };

/** What befell the chain after `last`, the last entry that holds, given everything that stands there. */
export function diagnose({ last, matched, sure }: Sight, found: readonly (Link | null)[]): Fault {
  const at = last.seq + 1;
  const [link, next] = found;
  if (!link) return { kind: "malformed", at, reason: `entry ${at}: what stands in its place is not of the form of an entry` };
  if (link.flaw !== null) return { kind: "edited", at, reason: `entry ${at} was edited: ${link.flaw}` };
  if (link.seq > at) return gap(at, link, found);
  if (link.seq < at) return { kind: "repeated", at, reason: `entry ${link.seq} stands a second time, in the place of entry ${at}` };
  // Made with a sound hash of its own: the one at fault is the one that its neighbour on the other side does not know.
  const known = sure || (next?.flaw === null && next.previous === link.hash);
  const culprit = known && last.seq > 0 && matched !== last.seq ? last.seq : at;
  return { kind: "rewritten", at: culprit, reason: `entry ${culprit} was written anew: its neighbours in the chain name another hash` };
}

function gap(at: number, link: Link, found: readonly (Link | null)[]): Fault {
  if (found.some((other) => other?.seq === at))
    return { kind: "swapped", at, reason: `entry ${at} was moved: entry ${link.seq} stands in its place` };
  return { kind: "missing", at, reason: `${span(at, link.seq - 1)}: missing, entry ${link.seq} follows entry ${at - 1}` };
}
