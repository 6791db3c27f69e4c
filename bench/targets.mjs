/** What the product has promised: its median over that of the other, at most. `unit` is how the two medians are printed. */
export const targets = [
  { name: "page open to first pandas result, cold", measure: "cold.first", most: 0.25, unit: "ms" },
  { name: "page open to first pandas result, warm", measure: "warm.first", most: 0.15, unit: "ms" },
  { name: "page open to model and chart, cold", measure: "cold.model", most: 0.2, unit: "ms" },
  { name: "page open to model and chart, warm", measure: "warm.model", most: 0.15, unit: "ms" },
  { name: "first run after a kill, spare ready", measure: "warm.restart", most: 0.1, unit: "ms" },
  { name: "bytes on the wire to the first pandas result", measure: "cold.firstBytes", most: 1, unit: "MB" },
  { name: "bytes on the wire to model and chart", measure: "cold.modelBytes", most: 1.3, unit: "MB" },
  { name: "large csv dropped, to its profile", measure: "warm.bigOpened", most: 1.15, unit: "ms" },
  { name: "large csv grouped", measure: "warm.bigGrouped", most: 1.15, unit: "ms" },
  { name: "memory of Python after it", measure: "warm.bigMemory", most: 1.2, unit: "MB" },
  { name: "pandas, numpy and scikit-learn work", measure: "warm.work", most: 1.1, unit: "ms" },
];

/** Promises of the product alone; null where there is a figure but no promise. */
export const bounds = [
  { name: "overhead of a run", measure: "warm.overhead", most: 30, unit: "ms" },
  { name: "csv of 1.1 MB dropped, to its profile", measure: "warm.profile", most: null, unit: "ms" },
  { name: "first screen stands", measure: "screen.interactive", most: 1_000, unit: "ms" },
  { name: "JavaScript of the first screen, as it travels", measure: "screen.scriptBytes", most: 200_000, unit: "MB" },
  { name: "product opened and a csv of 1.1 MB dropped at once, to its profile", measure: "screen.profile", most: null, unit: "ms" },
  { name: "longest task of the product's page until then", measure: "screen.longest", most: 50, unit: "ms" },
  { name: "longest task of a page with the sandbox alone, boot to first result", measure: "cold.longest", most: 50, unit: "ms" },
];
