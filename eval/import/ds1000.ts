import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Item } from "../item.ts";
import { lines } from "./lines.ts";

const Problem = z.object({
  prompt: z.string(),
  code_context: z.string(),
  metadata: z.object({ problem_id: z.union([z.string(), z.number()]), library: z.string().default("all"), perturbation_type: z.string().default("-") }),
});

const names = ["ds1000.jsonl", "test.jsonl", "ds-1000.jsonl"];

/** A folder as DS-1000 lays it out: problems whose `code_context` holds `test_execution` (and perhaps `test_string`). Null where it is none. */
export function ds1000(folder: string): Item[] | null {
  const name = names.find((one) => existsSync(join(folder, one)));
  if (name === undefined) return null;
  return lines(join(folder, name), Problem).map(({ prompt, code_context, metadata }) =>
    Item.parse({
      id: `ds1000-${metadata.problem_id}`,
      category: metadata.library,
      level: metadata.perturbation_type,
      domain: "ds1000",
      question: prompt,
      format: "Call final_answer with nothing but the Python that belongs in the place of the solution, as one text.",
      expected: [{ name: "code", match: "code", test: testOf(code_context) }],
    }),
  );
}

/** Their own functions, called as their own runner calls them. */
const testOf = (context: string) => `${context}
test_execution(solution)
if "test_string" in globals():
    test_string(solution)
`;
