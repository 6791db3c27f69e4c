import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { issuesOf } from "../headless/issues.ts";
import { Trouble } from "../headless/outcome.ts";
import { daBench } from "./import/dabench.ts";
import { ds1000 } from "./import/ds1000.ts";
import { Item } from "./item.ts";

export interface Suite {
  readonly name: string;
  readonly folder: string;
  readonly items: readonly Item[];
  readonly sha256: string;
}

const wrong = (message: string) => new Trouble("usage", message);

/** Reads a folder of JSON lines: our own layout, or one of the public ones, by what lies in it. */
export function readSuite(path: string): Suite {
  const folder = resolve(path);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw wrong(`${path}: there is no such folder.`);
  const items = daBench(folder) ?? ds1000(folder) ?? own(folder);
  if (items.length === 0) throw wrong(`${path} holds no question: no .jsonl file of ours, of DABench or of DS-1000.`);
  const missing = items.flatMap(({ id, files }) => files.filter((file) => !existsSync(join(folder, file))).map((file) => `${id}: ${file}`));
  if (missing.length > 0) throw wrong(`Files are missing: ${missing.slice(0, 5).join(", ")}`);
  return { name: basename(folder), folder, items, sha256: createHash("sha256").update(JSON.stringify(items)).digest("hex") };
}

function own(folder: string): Item[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".jsonl")).sort();
  const items = names.flatMap((name) => jsonLines(join(folder, name)).map((value, at) => itemOf(value, `${name}, line ${at + 1}`)));
  const twice = items.find(({ id }, at) => items.findIndex((other) => other.id === id) !== at);
  if (twice) throw wrong(`Two questions have the id ${twice.id}.`);
  return items;
}

function itemOf(value: unknown, where: string): Item {
  const read = Item.safeParse(value);
  if (read.success) return read.data;
  throw wrong(`${where}: ${issuesOf(read.error)}`);
}

/** Values of a file of JSON lines; throws a Trouble that names the line. */
export function jsonLines(path: string): unknown[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .flatMap((line, at) => {
      if (line.trim() === "") return [];
      try {
        return [JSON.parse(line)];
      } catch {
        throw wrong(`${basename(path)}, line ${at + 1}: not JSON`);
      }
    });
}
