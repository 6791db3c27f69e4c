import table from "./alternatives.json" with { type: "json" };

/** Module name to the nearest allowed way; check.py is handed the same table. */
export const alternatives: Readonly<Record<string, string>> = table;

/** The nearest allowed way for a module that may not be imported: by its full name, then by its first part. */
export function insteadOf(module: string): string {
  const root = module.split(".")[0] ?? module;
  return own(module) ?? own(root) ?? "Use the standard library, numpy, pandas, scipy or sklearn.";
}

function own(name: string): string | undefined {
  return Object.hasOwn(alternatives, name) ? alternatives[name] : undefined;
}
