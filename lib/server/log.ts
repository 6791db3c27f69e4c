import { logsJson } from "./process.ts";

/** What went wrong on the server, for whoever runs it. As JSON it holds names, codes and places only: the text of an error may quote what it met. */
export function report(about: string, error: unknown, kind: "trouble" | "bug" = "trouble"): void {
  if (logsJson()) process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), level: "error", event: about, ...told(error) })}\n`);
  else console.error(`${about}: ${kind === "bug" && error instanceof Error ? error.stack : error}`);
}

function told(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const code: unknown = Reflect.get(error, "code");
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return { error: error.name, ...(typeof code === "string" ? { code } : {}), at: frames.slice(0, 6).map((line) => line.trim()) };
}
