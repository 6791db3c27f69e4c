import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Item, type Part } from "../item.ts";
import { lines } from "./lines.ts";

const Question = z.object({
  id: z.union([z.string(), z.number()]),
  question: z.string(),
  concepts: z.array(z.string()).default([]),
  constraints: z.string().default(""),
  format: z.string().default(""),
  file_name: z.string(),
  level: z.string().default("-"),
});
const Label = z.object({ id: z.union([z.string(), z.number()]), common_answers: z.array(z.tuple([z.string(), z.union([z.string(), z.number()])])) });

/** A folder as InfiAgent-DABench lays it out: *questions.jsonl, *labels.jsonl, and a folder of tables. Null where it is none. */
export function daBench(folder: string): Item[] | null {
  const names = readdirSync(folder);
  const questions = names.find((name) => /questions\.jsonl$/.test(name));
  const labels = names.find((name) => /labels\.jsonl$/.test(name));
  if (questions === undefined || labels === undefined) return null;
  const tables = names.find((name) => /tables$/.test(name)) ?? ".";
  const answers = new Map(lines(join(folder, labels), Label).map(({ id, common_answers }) => [String(id), common_answers]));
  return lines(join(folder, questions), Question).flatMap((question) => {
    const expected = (answers.get(String(question.id)) ?? []).map(partOf);
    return expected.length === 0 ? [] : [itemOf(question, expected, tableOf(folder, tables, question.file_name))];
  });
}

const tableOf = (folder: string, tables: string, name: string) => (existsSync(join(folder, tables, name)) ? `${tables}/${name}` : name);

function itemOf({ id, question, concepts, constraints, format, level }: z.infer<typeof Question>, expected: Part[], file: string): Item {
  return Item.parse({
    id: `dabench-${id}`,
    category: concepts[0] ?? "all",
    level,
    domain: "dabench",
    files: [file],
    question,
    ...(constraints ? { constraints } : {}),
    ...(format ? { format: `Answer in this form, in the finding: ${format}` } : {}),
    expected,
  });
}

/** As their own scorer compares: numbers to a millionth, anything else as text. */
function partOf([name, value]: readonly [string, string | number]): Part {
  const text = String(value).trim();
  const figure = Number(text.replaceAll(",", ""));
  if (text !== "" && Number.isFinite(figure)) return { name, match: "number", value: figure, relative: 0, absolute: 1e-6 };
  return { name, match: "exact", value: text, also: [], among: [] };
}
