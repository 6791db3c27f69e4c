import { createContext } from "react";
import type { Leaving, Recorded } from "../lib/browser/exporting.ts";
import { save } from "./save.ts";
import { strings } from "./strings.ts";
import type { Analyst } from "./use-analyst.ts";

/** Puts on record what is about to leave the page. */
export type Exporting = (leaving: Leaving) => Promise<Recorded>;

/** What is not for the record: the name with values in it, and where it goes. For the record: the columns whose masked values are in it. */
export type Given = {
  readonly name: string;
  /** What is for paper is put there by who asks. */
  readonly to: "file" | "clipboard" | "paper";
  readonly columns?: readonly { readonly column: string; readonly values: number }[];
};

/** The one way out of the page: records, then downloads or copies; what could not be recorded is not handed out, and the person is told why. */
export type HandOut = (leaving: Leaving, given: Given) => Promise<boolean>;

export const ExportingContext = createContext<HandOut>(async () => false);

export const handOutOf =
  ({ exporting, tell, shown }: Pick<Analyst, "exporting" | "tell" | "shown">): HandOut =>
  async (leaving, { name, to, columns = [] }) => {
    const recorded = await exporting(leaving);
    if (!recorded.ok) tell({ type: "server", text: strings.notHandedOut(name, recorded.reason) });
    else if (to === "file") save(name, leaving.content);
    else if (to === "clipboard") await navigator.clipboard.writeText(await leaving.content.text());
    if (recorded.ok) for (const one of columns) if (one.values > 0) shown({ artifact: leaving.artifact, table: leaving.file, ...one });
    return recorded.ok;
  };
