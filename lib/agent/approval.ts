import type { Action } from "../protocol/action.ts";
import type { Approval } from "../protocol/policy.ts";
import type { Course } from "./course.ts";
import type { Ending } from "./ends.ts";
import type { Session, Step } from "./session.ts";
import { orAborted } from "./stream.ts";

/** How a script came to be let run; `person-earlier`: word for word in an earlier step of this session. */
export type Approved = "not-asked" | "person" | "person-earlier";

/** Who had a script run that no model asked for, and what for: as the permit says it. */
export interface Started {
  readonly origin: "person" | "host";
  readonly purpose: "rerun" | "edit" | "second" | "replay";
}

export type Clearance =
  | { readonly type: "cleared"; readonly code: string; readonly by: "model" | "person" | "host"; readonly approved: Approved; readonly started?: Started }
  | { readonly type: "declined"; readonly reason: string }
  | { readonly type: "stopped" }
  | { readonly type: "end"; readonly ending: Ending };

/** Lets a script go on as the policy says: by itself, or by the word of the person, however long they think. */
export async function clear(course: Course, { code, plan }: Extract<Action, { type: "run" }>, signal: AbortSignal): Promise<Clearance> {
  const approved = standing(course.ask.policy.approval, course.session, code);
  if (approved !== "ask") return { type: "cleared", code, by: "model", approved };
  if (!course.world.approve) return nobody;
  const askedAt = course.world.clock();
  course.tell({ type: "approval-asked", code });
  const request = { turn: course.turnIndex, step: course.step, plan, code, before: lastApproved(course.session) };
  const verdict = await orAborted(course.world.approve(request, signal), signal);
  course.waitedMs += course.world.clock() - askedAt;
  if (!verdict || signal.aborted) return { type: "stopped" };
  if (verdict.type === "refused") {
    course.tell({ type: "approval-given", by: "person", verdict: "refused", code, reason: verdict.reason });
    return { type: "declined", reason: verdict.reason };
  }
  const edited = verdict.type === "edited" && verdict.code !== code;
  const mine = edited ? verdict.code : code;
  course.tell({ type: "approval-given", by: "person", verdict: edited ? "edited" : "approved", code: mine, reason: "" });
  return { type: "cleared", code: mine, by: edited ? "person" : "model", approved: "person" };
}

const nobody: Clearance = {
  type: "end",
  ending: {
    outcome: "failed",
    answer: null,
    message: "The policy wants scripts approved by a person, and there is nobody here who can be asked.",
  },
};

/** `ask-first` goes on asking until a script of the turn has been let run. */
function standing(mode: Approval, session: Session, code: string): Approved | "ask" {
  switch (mode) {
    case "auto":
      return "not-asked";
    case "ask-first":
      return (session.turns.at(-1)?.steps ?? []).some((step) => letRun(step) !== null) ? "not-asked" : "ask";
    case "ask-on-change":
      return steps(session).some((step) => letRun(step) === code) ? "person-earlier" : "ask";
    default:
      return mode satisfies never;
  }
}

const steps = ({ turns }: Session): Step[] => turns.flatMap((turn) => turn.steps);

/** The script that the person let run in a step, and null where they let none. */
const letRun = ({ approval }: Step): string | null => (approval && approval.verdict !== "refused" ? approval.code : null);

/** The script that the person let run last, to compare the next one with. */
export function lastApproved(session: Session): string | null {
  return (
    steps(session)
      .map(letRun)
      .findLast((code) => code !== null) ?? null
  );
}
