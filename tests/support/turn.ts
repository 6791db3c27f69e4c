import { createHash } from "node:crypto";
import { foldAll } from "../../lib/agent/fold.ts";
import type { Sandbox, World } from "../../lib/agent/ports.ts";
import { emptySession, type Session } from "../../lib/agent/session.ts";
import { runTurn, type TurnEnded } from "../../lib/agent/turn.ts";
import type { AuditRecord, InputDigest } from "../../lib/protocol/audit.ts";
import type { AgentEvent, TurnOrigin } from "../../lib/protocol/event.ts";
import { Policy } from "../../lib/protocol/policy.ts";
import type { Opened } from "../../lib/protocol/profile.ts";
import type { Script } from "./scripted/reply.ts";
import { type ScriptedModel, scriptedModel } from "./scripted-model.ts";

export interface Played {
  readonly ended: TurnEnded;
  readonly events: AgentEvent[];
  readonly records: AuditRecord[];
  readonly model: ScriptedModel;
  readonly session: Session;
}

export interface Setting {
  readonly sandbox: Sandbox;
  readonly opened?: Pick<Opened, "files" | "links">;
  readonly limits?: Partial<Policy["limits"]>;
  readonly past?: Session;
  readonly question?: string;
  readonly signal?: AbortSignal;
  /** Called with each event, as the screen is. */
  readonly watch?: (event: AgentEvent) => void;
  /** The reason to refuse a record with, or null to keep it. */
  readonly deny?: (record: AuditRecord) => string | null;
  readonly clock?: () => number;
  readonly inputs?: readonly InputDigest[];
  readonly masked?: () => Record<string, number>;
  readonly policy?: Partial<Policy>;
  readonly approve?: World["approve"];
  readonly consult?: World["consult"];
  readonly origin?: TurnOrigin;
}

/** One turn with a scripted model, and everything it left behind. */
export async function play(script: Script, setting: Setting): Promise<Played> {
  const events: AgentEvent[] = [];
  const records: AuditRecord[] = [];
  const model = scriptedModel(script);
  const world: World = {
    model,
    sandbox: setting.sandbox,
    clock: setting.clock ?? (() => 1_000 + events.length),
    audit: {
      async append(record) {
        const reason = setting.deny?.(record) ?? null;
        if (reason) return { ok: false, reason };
        return { ok: true, receipt: `receipt-${records.push(record)}` };
      },
    },
    digest: async (content) => createHash("sha256").update(content).digest("hex"),
    inputs: async () => setting.inputs ?? [],
    ...(setting.approve ? { approve: setting.approve } : {}),
    ...(setting.consult ? { consult: setting.consult } : {}),
    ...(setting.masked ? { masked: setting.masked } : {}),
    emit: (event) => {
      events.push(event);
      setting.watch?.(event);
    },
  };
  const ask = {
    session: "s1",
    policy: Policy.parse({ ...setting.policy, limits: setting.limits ?? {} }),
    past: setting.past ?? emptySession,
    opened: setting.opened ?? { files: [], links: [] },
    question: setting.question ?? "Which region leads?",
    model: "scripted",
    ...(setting.origin ? { origin: setting.origin } : {}),
  };
  const ended = await runTurn(world, ask, setting.signal ?? new AbortController().signal);
  return { ended, events, records, model, session: foldAll(events, ask.past) };
}
