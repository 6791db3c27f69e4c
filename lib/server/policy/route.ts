import { changesBetween } from "../../policy/fields.ts";
import { issuesText, type ReadPolicy, readPolicy } from "../../policy/read-policy.ts";
import { type FullPolicy, PolicyDraft, type PolicySaved, type PublicPolicy } from "../../protocol/in-force.ts";
import type { Policy } from "../../protocol/policy.ts";
import { administrator } from "../admin.ts";
import { readJson } from "../body.ts";
import { known, withSession } from "../door.ts";
import { inspecting } from "../inspect.ts";
import { foreign } from "../origin.ts";
import { json, refusal, refuse } from "../respond.ts";
import type { World } from "../world.ts";
import { digestOfPolicy, save } from "./saved.ts";

/** Its own, so that no policy can keep the administrator from mending it. */
const bodyBytes = 500_000;
const shown = 100;

const asks = (request: Request, name: string) => new URL(request.url).searchParams.get(name) === "1";

/** GET /api/policy: the policy in force and who set what; `?full=1`: what an administrator edits, with the versions there were. */
export const policy = (request: Request, world: World) =>
  asks(request, "full")
    ? inspecting(request, world, "policy", () => json(fullOf(world)))
    : withSession(json(publicOf(world)), known(request, world));

const publicOf = ({ policy, facts, policyOrigin }: World): PublicPolicy => ({
  ...policy,
  sha256: facts.policy.sha256,
  from: policyOrigin,
});

const fullOf = ({ policy, facts, policyOrigin, policyProblem, policies }: World): FullPolicy => ({
  policy,
  sha256: facts.policy.sha256,
  from: policyOrigin,
  problem: policyProblem,
  file: policies.file,
  saved: policies.newest,
  versions: policies.versions.toReversed().slice(0, shown),
});

/** POST /api/policy: keeps a version, which is in force from then on; it is on record before. `?dryRun=1` only says whether it would be taken. */
export async function savePolicy(request: Request, world: World): Promise<Response> {
  const stranger = foreign(request.headers, world.settings.origins);
  if (stranger !== null) return refuse({ status: 403, fault: "not-allowed", message: stranger });
  const admitted = await administrator(request, world);
  if (!admitted.ok) return admitted.response;
  const body = await readJson(request, PolicyDraft, bodyBytes);
  if (!body.ok) return refuse(body.refusal);
  const read = wanted(body.value, world);
  if (!read.ok) return invalid(read);
  const answer = answerOf(read.policy, world);
  return asks(request, "dryRun") ? json({ id: null, ...answer }) : kept(body.value, { answer, name: admitted.name, world });
}

/** What would be in force: without a saved version the file or the default. */
const wanted = (draft: PolicyDraft, { policies }: World): ReadPolicy =>
  readPolicy(draft.policy === null ? (policies.file ?? {}) : draft.policy);

type Answer = Omit<PolicySaved, "id">;

const answerOf = (policy: Policy, world: World): Answer => ({
  policy,
  sha256: digestOfPolicy(policy),
  changes: changesBetween(world.policy, policy),
});

async function kept(draft: PolicyDraft, { answer, name, world }: { answer: Answer; name: string; world: World }): Promise<Response> {
  const { policy, sha256: to } = answer;
  const record = { type: "policy-change", from: world.facts.policy.sha256, to, version: policy.version, policy } as const;
  const note = { actor: name, at: new Date(world.clock()).toISOString(), record, server: world.facts };
  const saved = await save(world.audit.database, { given: draft.policy, note, after: draft.after });
  if (!saved.ok && saved.kind === "conflict") return refuse({ status: 409, fault: "not-allowed", message: saved.reason });
  if (!saved.ok) return refuse({ status: 503, fault: "unavailable", message: saved.reason });
  world.audit.notary.seen();
  world.policies.refresh();
  return json({ id: saved.id, ...answer } satisfies PolicySaved);
}

const invalid = ({ issues }: Extract<ReadPolicy, { ok: false }>) => {
  const message = `The policy is refused: ${issuesText(issues)}`.slice(0, 2_000);
  return json({ ...refusal({ status: 422, fault: "malformed", message }), issues }, 422);
};
