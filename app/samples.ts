import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Sample, Samples } from "../components/samples.ts";

/** The samples that ship with this build; none when there are none. */
export async function samples(): Promise<Sample[]> {
  try {
    return Samples.parse(JSON.parse(await readFile(join(process.cwd(), "public/samples/index.json"), "utf8")));
  } catch {
    return [];
  }
}
