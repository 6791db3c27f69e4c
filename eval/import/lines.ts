import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { z } from "zod";
import { issuesOf } from "../../headless/issues.ts";
import { Trouble } from "../../headless/outcome.ts";

/** The lines of a file as a schema wants them; a line that is otherwise is named. */
export function lines<T extends z.ZodType>(path: string, schema: T): z.infer<T>[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .flatMap((line, at) => {
      if (line.trim() === "") return [];
      const read = schema.safeParse(parsed(line));
      if (read.success) return [read.data];
      throw new Trouble("usage", `${basename(path)}, line ${at + 1}: ${issuesOf(read.error)}`);
    });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
