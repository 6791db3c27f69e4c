import { z } from "zod";
import type { Observation } from "../protocol/observation.ts";
import { codeOf, type Turn } from "./session.ts";

/** What the kernel says of a figure that was made by two routes. Hostile. */
export const SecondRoute = z.discriminatedUnion("status", [
  z.object({
    status: z.literal("compared"),
    first: z.string().max(100),
    second: z.string().max(100),
    used: z.array(z.object({ what: z.string().max(100), how: z.string().max(200), times: z.number() })).max(20),
  }),
  z.object({ status: z.literal("none"), why: z.enum(["uncovered", "failed", "changed"]), detail: z.string().max(500) }),
]);
export type SecondRoute = z.infer<typeof SecondRoute>;

/** The host's own script: the steps of a turn up to one, with aggregates of pandas made by SQLite and plain SQL made by pandas. */
export function secondScript(turn: Turn, step: number, number: string): string {
  const codes = turn.steps.flatMap((one) =>
    one.index <= step && one.state.type === "ran" && one.state.observation.status === "ok" ? [codeOf(one) ?? ""] : [],
  );
  return [
    `# Written by Sandpiper: ${number.replace(/[^\d.,' ]/g, "")} once more, by another route.`,
    "# What pandas adds up is added up by SQLite, and what plain SQL finds is found by pandas.",
    "from sandpiper.second import second_route",
    "",
    "second_route(",
    `    [${codes.map(literal).join(", ")}],`,
    `    ${literal(number)},`,
    ")",
  ].join("\n");
}

/** A text as Python reads it back. */
const literal = (text: string): string =>
  JSON.stringify(text).replace(/[\u007f-\u{10ffff}]/gu, (char) => `\\U${(char.codePointAt(0) ?? 0).toString(16).padStart(8, "0")}`);

/** Null where the kernel said nothing that can be read. */
export function secondOf(seen: Observation): SecondRoute | null {
  if (seen.status !== "ok") return null;
  try {
    return SecondRoute.safeParse(JSON.parse(seen.stdout.trim().split("\n").at(-1) ?? "")).data ?? null;
  } catch {
    return null;
  }
}

/** The figure alone, whatever stands around it. */
export const agrees = ({ first, second }: Extract<SecondRoute, { status: "compared" }>): boolean => first === second;
