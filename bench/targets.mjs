/**
 * What the product has promised: its median, or where `of` says so its median over that of another, is `most` at most; null where there is a figure but
 * no promise. `unit` is that of the figures: ms or bytes.
 */
export const targets = [
  { name: "page open to first pandas result, cold", measure: "cold.first", of: "stock", most: 0.25, unit: "ms" },
  { name: "page open to first pandas result, warm", measure: "warm.first", of: "stock", most: 0.15, unit: "ms" },
  { name: "page open to model and chart, cold", measure: "cold.model", of: "stock", most: 0.2, unit: "ms" },
  { name: "page open to model and chart, warm", measure: "warm.model", of: "stock", most: 0.15, unit: "ms" },
  { name: "first run after a kill, spare ready", measure: "warm.restart", of: "stock", most: 0.1, unit: "ms" },
  { name: "overhead of a later step", measure: "warm.overhead", of: null, most: 30, unit: "ms" },
  { name: "bytes on the wire to the first pandas result", measure: "cold.firstBytes", of: "stock", most: 1, unit: "bytes" },
  { name: "bytes on the wire to model and chart", measure: "cold.modelBytes", of: "stock", most: 1.3, unit: "bytes" },
  { name: "pandas, numpy and scikit-learn work", measure: "warm.work", of: "stock", most: 1.1, unit: "ms" },
  { name: "large csv dropped, to its profile", measure: "big.opened", of: "stock", most: 1.15, unit: "ms" },
  { name: "large csv grouped", measure: "big.grouped", of: "stock", most: 1.15, unit: "ms" },
  { name: "peak of Python's memory with it", measure: "big.memory", of: "stock", most: 1.2, unit: "bytes" },
  { name: "first screen stands", measure: "screen.interactive", of: null, most: 1_000, unit: "ms" },
  { name: "JavaScript of the first screen, as it travels", measure: "screen.scriptBytes", of: null, most: 200_000, unit: "bytes" },
  { name: "longest task of the product's page, opened, csv dropped at once, to its profile", measure: "screen.longest", of: null, most: 50, unit: "ms" },
  { name: "longest task of a page with the sandbox alone, boot to first result", measure: "cold.longest", of: null, most: 50, unit: "ms" },
  { name: "longest task of that page, models and chart", measure: "cold.longestRun", of: null, most: 50, unit: "ms" },
  { name: "csv of 1.1 MB dropped, to its profile", measure: "warm.profile", of: null, most: null, unit: "ms" },
  { name: "product opened and that csv dropped at once, to its profile", measure: "screen.profile", of: null, most: null, unit: "ms" },
];

/** Who is compared, as a reader knows them. */
export const subjects = { ours: "Sandpiper", stock: "stock Pyodide", webui: "a worker a run", jupyter: "JupyterLite", native: "native CPython" };
