import { list, text } from "./literal.ts";
import { written } from "./script.ts";

export const self = "I am the built-in analyst: a set of fixed skills that write Python, not a language model.";
export const skills =
  "I can sum up the main findings, give an overview and check data quality; total, average, count and rank by group; name statistics and percentiles; count what each customer (or the like) has, or lacks in another table; " +
  "follow a measure over time and compare periods; look for correlations, drivers, differences (with a test), outliers and clusters; fit a straight line; forecast with a back-test; join tables; run SQL; clean and export.";

/** Python that only says something: for a question no job fits. */
export function saying(finding: string, evidence: readonly string[], caveats: readonly string[], next: readonly string[]): string {
  return written({ plan: "", uses: [], lines: answer(finding, evidence, caveats, next) });
}

/** The call that ends a turn with these words. */
export function answer(finding: string, evidence: readonly string[], caveats: readonly string[], next: readonly string[]): string[] {
  return [
    "final_answer(",
    `    ${text(finding)},`,
    `    evidence=${list(evidence)},`,
    `    caveats=${list(caveats)},`,
    `    next_questions=${list(next)},`,
    ")",
  ];
}
