import { codeOf, type Step } from "./session.ts";

/** Whether the latest step repeats: the same code with the same outcome twice running, or two of them in turns. */
export function isStuck(steps: readonly Step[]): boolean {
  const keys = steps.map(key);
  const [d, c, b, a] = [keys.at(-1), keys.at(-2), keys.at(-3), keys.at(-4)];
  if (d === undefined || d === null || c === null) return false;
  return d === c || (d === b && c !== undefined && c === a);
}

/** A step by its code and what came of it; null where nothing ran. */
function key(step: Step): string | null {
  const code = codeOf(step);
  if (code === null) return null;
  const squeezed = code.replace(/\s+/g, " ").trim();
  if (step.state.type === "refused") return `${squeezed}\nrefused`;
  if (step.state.type === "declined") return `${squeezed}\ndeclined`;
  if (step.state.type !== "ran") return null;
  const { observation } = step.state;
  switch (observation.status) {
    case "ok":
      return `${squeezed}\nok ${observation.stdout} ${observation.value}`;
    case "error":
      return `${squeezed}\n${observation.error.type} ${observation.error.message}`;
    case "killed":
      return `${squeezed}\n${observation.reason}`;
    default:
      return observation satisfies never;
  }
}

/** Failed runs in a row at the end of these steps. */
export function failuresInRow(steps: readonly Step[]): number {
  const good = steps.findLastIndex(({ state }) => state.type === "ran" && state.observation.status === "ok");
  return steps.slice(good + 1).filter(({ state }) => state.type === "ran" || state.type === "refused").length;
}
