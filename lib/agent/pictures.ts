import type { Picture } from "../protocol/complete.ts";
import type { Masking } from "../protocol/policy.ts";
import { base64 } from "./export/base64.ts";
import type { Session } from "./session.ts";

const mostPictures = 2;
const mostBytes = 500_000;

/**
 * Whether a model may look at charts at all. A picture shows what the working kernel held and nobody can look for values in it, so the policy must say so; and where
 * values themselves, or those of small groups, are kept from the model (`schema-only`, `strict`), the words of the policy weigh more than its picture.
 */
export const mayLook = ({ pictures, mode, strict }: Masking): boolean => pictures && (mode === "open" || (mode === "masked" && !strict));

export type Seen = { readonly title: string; readonly picture: Picture };

/** The charts that the latest step of the turn under way has drawn: what this kernel drew in this question, and nothing from a journal before it. */
export function picturesOf({ turns }: Session): Seen[] {
  const turn = turns.at(-1);
  const step = turn?.status === "running" ? turn.steps.findLast(({ state }) => state.type === "ran") : undefined;
  if (step?.state.type !== "ran") return [];
  return step.state.observation.artifacts
    .flatMap((made) => (made.kind === "image" && made.png.length <= mostBytes ? [{ title: made.title, picture: base64(made.png) }] : []))
    .slice(0, mostPictures);
}
