import { z } from "zod";
import { canonical } from "../../policy/chain/canonical.ts";
import { issuesText, readPolicyText } from "../../policy/read-policy.ts";
import type { PolicyVersion } from "../../protocol/in-force.ts";
import type { Policy } from "../../protocol/policy.ts";
import { append, type Draft } from "../audit/append.ts";
import type { Database } from "../audit/database.ts";
import { sha256 } from "../audit/entry.ts";
import { report } from "../log.ts";

const Newest = z.object({ id: z.coerce.number().nullable() });
const Row = z.object({ id: z.coerce.number(), at: z.string(), name: z.string(), policy: z.string().nullable() });

export const digestOfPolicy = (policy: Policy) => sha256(canonical(policy));

/** The id of the version that was saved last; null where there is none. The cheap look. */
export async function newestId(database: Database): Promise<number | null> {
  const [row] = await database.read("SELECT max(id) AS id FROM policies");
  return Newest.parse(row).id;
}

/** Every version, oldest first, with a reason in place of a policy that is not one any more. */
export async function versionsOf(database: Database): Promise<PolicyVersion[]> {
  const rows = await database.read("SELECT id, at, name, policy FROM policies ORDER BY id");
  return z.array(Row).parse(rows).map(versionOf);
}

function versionOf({ policy: text, ...row }: z.infer<typeof Row>): PolicyVersion {
  if (text === null) return { ...row, sha256: null, policy: null, problem: null };
  const read = readPolicyText(text);
  if (!read.ok) return { ...row, sha256: null, policy: null, problem: issuesText(read.issues) };
  return { ...row, sha256: digestOfPolicy(read.policy), policy: read.policy, problem: null };
}

/** `given` is what was sent, without defaults, null to take the saved version back; `note` is the policy-change that goes on record with it. */
export type Saving = { given: unknown; note: Draft; after: number | null | undefined };

export type Saved = { ok: true; id: number } | { ok: false; kind: "conflict" | "unavailable"; reason: string };

/** Keeps a version and puts the change on record, both or neither. Never rejects. */
export async function save(database: Database, { given, note, after }: Saving): Promise<Saved> {
  try {
    return await database.alone(async (sql) => {
      const last = Newest.parse((await sql("SELECT max(id) AS id FROM policies"))[0]).id;
      if (after !== undefined && after !== last)
        return { ok: false, kind: "conflict", reason: "Someone else saved a version in the meantime; load it and look again." } as const;
      const noted = await append(sql, note);
      if (!noted.ok) return noted;
      const id = (last ?? 0) + 1;
      const text = given === null ? null : canonical(given);
      await sql("INSERT INTO policies (id, at, name, policy) VALUES (?1, ?2, ?3, ?4)", id, note.at, note.actor, text);
      return { ok: true, id } as const;
    });
  } catch (error) {
    report("policy", error);
    return { ok: false, kind: "unavailable", reason: database.reason(error) };
  }
}
