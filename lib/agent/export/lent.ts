import { importsIn } from "../../policy/check.ts";
import type { Helper } from "../../protocol/policy.ts";
import { codeOf, type Session } from "../session.ts";

/** Python that makes the helper modules be there which the scripts of a session import, directly or by way of one another; empty where they import none. */
export function lent(session: Session, helpers: readonly Helper[]): string {
  const texts = session.turns.flatMap(({ steps }) => steps.flatMap((step) => codeOf(step) ?? []));
  const used = new Set<Helper>();
  for (let waiting = texts; waiting.length > 0; ) {
    const names = new Set(waiting.flatMap(importsIn).map(({ module }) => module.split(".")[0]));
    const found = helpers.filter((one) => names.has(one.name) && !used.has(one));
    for (const one of found) used.add(one);
    waiting = found.map(({ code }) => code);
  }
  return helpers
    .filter((one) => used.has(one))
    .map(({ name, code }) => `lend(${JSON.stringify(name)}, ${literal(code)})`)
    .join("\n\n");
}

/** Text as a Python string that ends where it should; JSON's escapes are Python's. */
export const literal = (text: string) =>
  `(\n${text
    .split(/(?<=\n)/)
    .map((line) => `    ${JSON.stringify(line).replace(/\u2028/g, "\\u2028").replace(/\u2029/g, "\\u2029")}`)
    .join("\n")}\n)`;
