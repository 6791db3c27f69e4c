import { z } from "zod";
import type { AuditRecord } from "../protocol/audit.ts";
import type { ServerRecord } from "../protocol/audit-log.ts";
import type { Appended } from "./audit/append.ts";
import type { Handing } from "./audit/late.ts";
import type { World } from "./world.ts";

/** Whose the entries are that no session caused. */
export const server = "server";

type Entry = { actor: string; record: AuditRecord | ServerRecord; handing?: Handing };

/** Puts an entry on record, with what the server knows itself; before it, a policy that has changed. Never rejects. */
export async function write(world: World, entry: Entry): Promise<Appended> {
  world.audit.retention.seen(world);
  const noted = await notePolicy(world);
  if (noted !== null && !noted.ok) return noted;
  return append(world, entry);
}

const append = (world: World, entry: Entry) =>
  world.audit.append({ ...entry, at: new Date(world.clock()).toISOString(), server: world.facts });

/** Null when the policy in force is the one last recorded. */
async function notePolicy(world: World): Promise<Appended | null> {
  const { audit, facts, policy } = world;
  if (audit.policy?.sha256 === facts.policy.sha256) return null;
  try {
    const from = audit.policy?.sha256 ?? (await lastRecorded(world));
    const record = { type: "policy-change", from, to: facts.policy.sha256, version: policy.version, policy } as const;
    const noted = from === facts.policy.sha256 ? null : await append(world, { actor: server, record });
    if (noted === null || noted.ok) audit.policy = facts.policy;
    return noted;
  } catch (error) {
    return { ok: false, kind: "unavailable", reason: audit.database.reason(error) };
  }
}

const Row = z.object({ entry: z.string() });
const Change = z.object({ record: z.object({ to: z.string() }) });

async function lastRecorded({ audit }: World): Promise<string | null> {
  const rows = await audit.database.read("SELECT entry FROM entries WHERE type = ?1 ORDER BY seq DESC LIMIT 1", "policy-change");
  const row = Row.optional().parse(rows[0]);
  return row === undefined ? null : (Change.safeParse(JSON.parse(row.entry)).data?.record.to ?? null);
}
