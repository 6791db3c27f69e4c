import type { z } from "zod";

/** What is wrong with a value, as one line: `limits.runMs: expected number`. */
export const issuesOf = ({ issues }: z.ZodError): string => issues.map(({ path, message }) => [path.join("."), message].filter(Boolean).join(": ")).join("; ");
