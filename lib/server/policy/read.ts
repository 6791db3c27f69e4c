import { readFileSync } from "node:fs";
import { z } from "zod";

/** The text of the file, or why it cannot be read. */
export function textOf(file: string): { ok: true; text: string } | { ok: false; reason: string } {
  try {
    return { ok: true, text: readFileSync(/* turbopackIgnore: true */ file, "utf8") };
  } catch (error) {
    return { ok: false, reason: `the file cannot be read (${Coded.safeParse(error).data?.code ?? "unknown error"})` };
  }
}

const Coded = z.object({ code: z.string() });
