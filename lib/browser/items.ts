import type { FileProblem, Link, Opened } from "../protocol/profile.ts";
import type { Item, ItemState } from "./desk-state.ts";

/** The item in the place of one of the same name, or at the end. */
export const withItem = (items: readonly Item[], item: Item): Item[] =>
  items.some(({ name }) => name === item.name) ? items.map((one) => (one.name === item.name ? item : one)) : [...items, item];

/** What opening came to for one file; without a profile, its problems are all there is. */
export function stateOf(name: string, { files, problems }: Pick<Opened, "files" | "problems">): ItemState {
  const profile = files.find(({ file }) => file === name);
  const mine = problems.filter(({ file }) => file === name);
  if (profile) return { type: "open", profile, problems: mine, mounted: true };
  return { type: "failed", problems: mine.length > 0 ? mine : [problemOf(name, new Error("Nothing readable was found in it."))] };
}

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
