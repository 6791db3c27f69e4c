import type { FileProblem, FileProfile, Link } from "../protocol/profile.ts";
import type { Item, ItemState } from "./desk-state.ts";
import type { Opening } from "./sandbox.ts";

/** The item in the place of one of the same name, or at the end. */
export const withItem = (items: readonly Item[], item: Item): Item[] =>
  items.some(({ name }) => name === item.name) ? items.map((one) => (one.name === item.name ? item : one)) : [...items, item];

/** What opening came to for one file; without a profile, its problems are all there is. */
export function stateOf(name: string, { opened: { files, problems }, told }: Opening): ItemState {
  const profile = files.find(({ file }) => file === name);
  const mine = problems.filter(({ file }) => file === name);
  if (profile) return { type: "open", profile, told: toldOf(name, told) ?? profile, problems: mine, mounted: true };
  return { type: "failed", problems: mine.length > 0 ? mine : [problemOf(name, new Error("Nothing readable was found in it."))] };
}

const toldOf = (name: string, told: Opening["told"]): FileProfile | undefined => told?.files.find(({ file }) => file === name)?.profile;

/** The items, each told as it is now: a file that comes may change what of another must be masked. */
export const toldAnew = (items: readonly Item[], told: Opening["told"]): Item[] =>
  items.map((item) => {
    const profile = toldOf(item.name, told);
    return profile && item.state.type === "open" ? { ...item, state: { ...item.state, told: profile } } : item;
  });

/** Why a file is not there: what was thrown, or null when its kept copy is gone. */
export function problemOf(file: string, error: unknown): FileProblem {
  if (error === null) return { file, part: null, line: null, reason: "Its copy in this browser is gone.", fix: "Drop the file again." };
  const reason = error instanceof Error ? error.message : String(error);
  return { file, part: null, line: null, reason, fix: "Drop the file again, or save it as CSV in UTF-8 and drop that." };
}

/** Links that are left when a file is taken away. */
export function linksWithout(links: readonly Link[], item: Item | undefined): Link[] {
  const gone = new Set(item?.state.type === "open" ? item.state.profile.tables.map(({ variable }) => variable) : []);
  return links.filter(({ left, right }) => !gone.has(left.variable) && !gone.has(right.variable));
}
