import { z } from "zod";
import { bootPyodide } from "./pyodide.ts";

type Sheet = (string | number)[][];

/** Bytes of an .xlsx with these sheets, the first row of each its header. */
export async function workbook(sheets: Record<string, Sheet>): Promise<Uint8Array> {
  const python = await bootPyodide(() => undefined);
  const made: Uint8Array = python.pyimport("workbooks").write(JSON.stringify(sheets)).toJs();
  return Uint8Array.from(made);
}

const Sheets = z.record(z.string(), z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))));

/** What a reader that is not ours (openpyxl) finds in an .xlsx. */
export async function sheetsOf(bytes: Uint8Array): Promise<z.infer<typeof Sheets>> {
  const python = await bootPyodide(() => undefined);
  python.FS.writeFile("/tmp/book.xlsx", bytes);
  return Sheets.parse(JSON.parse(python.pyimport("workbooks").read("/tmp/book.xlsx")));
}
