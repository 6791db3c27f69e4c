import type { Artifact, Cell } from "../../protocol/artifact.ts";
import { artifactsOf, type Turn } from "../session.ts";
import { csv } from "./csv.ts";

/** A chart as pictures, drawn by who has a screen; null where it could not be drawn. */
export interface Pictures {
  readonly png: Uint8Array | null;
  readonly svg: string | null;
}

/** What a fold of the journal cannot know: all rows of tables, charts as pictures, and pictures drawn anew, by the artifact's id. */
export interface Beside {
  readonly rows: ReadonlyMap<string, readonly (readonly Cell[])[]>;
  readonly pictures: ReadonlyMap<string, Pictures>;
}

export const nothingBeside: Beside = { rows: new Map(), pictures: new Map() };

export interface MadeFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** Everything a turn made, as files: tables as csv, pictures as png and svg, charts as their spec and what was drawn of it. */
export function madeFiles(turn: Turn, beside: Beside = nothingBeside): MadeFile[] {
  const taken = new Set<string>();
  return artifactsOf(turn).flatMap((artifact) => filesOf(artifact, beside, taken));
}

function filesOf(artifact: Artifact, beside: Beside, taken: Set<string>): MadeFile[] {
  switch (artifact.kind) {
    case "table": {
      const head = artifact.columns.map(({ name }) => name);
      return [{ path: free("tables", artifact.title, ".csv", taken), content: csv([head, ...(beside.rows.get(artifact.id) ?? artifact.rows)]) }];
    }
    case "image":
      return drawn(artifact.title, beside.pictures.get(artifact.id) ?? { png: artifact.png, svg: artifact.svg }, taken);
    case "chart":
      return [
        { path: free("charts", artifact.title, ".plotly.json", taken), content: artifact.spec },
        ...drawn(artifact.title, beside.pictures.get(artifact.id) ?? { png: null, svg: null }, taken),
      ];
    case "file": {
      const [, name = artifact.name, ending = ""] = /^(.*?)(\.[^./]{1,10})?$/.exec(artifact.name) ?? [];
      return [{ path: free("files", name, ending, taken), content: artifact.bytes }];
    }
    default:
      return artifact satisfies never;
  }
}

function drawn(title: string, { png, svg }: Pictures, taken: Set<string>): MadeFile[] {
  return [
    ...(png ? [{ path: free("charts", title, ".png", taken), content: png }] : []),
    ...(svg ? [{ path: free("charts", title, ".svg", taken), content: svg }] : []),
  ];
}

/** A path that nothing has yet. Titles are hostile: no folder, no leading dot, no sign that a system refuses comes out of one. */
function free(folder: string, title: string, ending: string, taken: Set<string>): string {
  const stem = fileStem(title);
  for (let count = 1; ; count += 1) {
    const path = `${folder}/${stem}${count > 1 ? `-${count}` : ""}${ending.replace(/[^.\w]/g, "")}`;
    if (taken.has(path.toLowerCase())) continue;
    taken.add(path.toLowerCase());
    return path;
  }
}

export function fileStem(title: string): string {
  const clean = title.normalize("NFKC").replace(/[^\p{L}\p{N}._ -]+/gu, " ").trim().replace(/[\s_]+/g, "-").replace(/^[.-]+|[.-]+$/g, "");
  return [...clean].slice(0, 80).join("") || "result";
}
