import { z } from "zod";
import { issuesText, readPolicy, readPolicyText } from "../../policy/read-policy.ts";
import type { PolicyOrigin, PolicyVersion } from "../../protocol/in-force.ts";
import { Policy } from "../../protocol/policy.ts";
import type { Database } from "../audit/database.ts";
import { report } from "../log.ts";
import { ofFile, ofVersions } from "./origin.ts";
import { textOf } from "./read.ts";
import { newestId, versionsOf } from "./saved.ts";

/** The policy in force, who set what, and why what was named or saved last is not it. */
export type InForce = { policy: Policy; from: PolicyOrigin; problem: string | null };

export type Place = { database: Database; file: string | null; clock: () => number };

const lookMs = 1_000;
/** After a look that failed, the next one; and how long a request waits for one. */
const retryMs = 5_000;
const patienceMs = 2_000;

const standard: InForce = { policy: Policy.parse({}), from: { base: "default", fields: {} }, problem: null };

/** Which policy is in force: the saved version, else the file, else the default. Both are looked at again without a restart; what is not valid leaves the last good one in force. */
export class Policies {
  readonly #place: Place;
  #file: { text: string | null; policy: Policy | null; problem: string | null } = { text: null, policy: null, problem: null };
  #saved: { id: number | null; versions: readonly PolicyVersion[] } = { id: null, versions: [] };
  #lookProblem: string | null = null;
  #nextLook = 0;
  #looking: Promise<void> | null = null;
  /** Someone has waited for this look for long enough; no one else does. */
  #slow = false;
  #made: { key: string; inForce: InForce } | null = null;
  /** The last policy on record, asked for when there is no good one to stay with. */
  #recalled: Policy | null = null;

  constructor(place: Place) {
    this.#place = place;
  }

  /** Never rejects. */
  async now(): Promise<InForce> {
    this.#readFile();
    await this.#look();
    const key = `${this.#file.text}\n${this.#file.problem}\n${this.#saved.id}\n${this.#lookProblem}`;
    if (this.#made?.key === key) return this.#made.inForce;
    const inForce = await this.#make();
    this.#made = { key, inForce };
    return inForce;
  }

  /** What the file says, or said last when it was valid. */
  get file() {
    return this.#file.policy;
  }

  /** The versions that were saved, oldest first. */
  get versions() {
    return this.#saved.versions;
  }

  get newest() {
    return this.#saved.id;
  }

  /** The next `now` looks at the database. */
  refresh() {
    this.#nextLook = 0;
  }

  #readFile() {
    const { file } = this.#place;
    if (file === null) return;
    const read = textOf(file);
    if (!read.ok) {
      this.#file = { ...this.#file, text: null, problem: `SANDPIPER_POLICY: ${read.reason}` };
      return;
    }
    if (read.text === this.#file.text) return;
    const parsed = readPolicyText(read.text);
    if (parsed.ok) this.#file = { text: read.text, policy: parsed.policy, problem: null };
    else this.#file = { ...this.#file, text: read.text, problem: `SANDPIPER_POLICY: ${issuesText(parsed.issues)}` };
  }

  async #look() {
    const now = this.#place.clock();
    if (now >= this.#nextLook && this.#looking === null) {
      this.#nextLook = now + lookMs;
      this.#looking = this.#readSaved().finally(() => {
        this.#looking = null;
        this.#slow = false;
      });
    }
    if (this.#looking === null || this.#slow) return;
    await Promise.race([this.#looking, new Promise((resolve) => setTimeout(resolve, patienceMs).unref())]);
    this.#slow = this.#looking !== null;
  }

  async #readSaved() {
    const { database, clock } = this.#place;
    try {
      const id = await newestId(database);
      if (id !== this.#saved.id) this.#saved = { id, versions: await versionsOf(database) };
      this.#lookProblem = null;
    } catch (error) {
      report("policy", error);
      this.#lookProblem = "The saved versions of the policy could not be read";
      this.#nextLook = clock() + retryMs;
    }
  }

  async #make(): Promise<InForce> {
    const { versions } = this.#saved;
    const last = versions.at(-1);
    const bad = last?.problem ? `The version saved by ${last.name} at ${last.at}: ${last.problem}` : null;
    const problems = [bad, this.#file.problem, this.#lookProblem].filter((problem) => problem !== null).join("; ");
    const found = this.#good() ?? (await this.#recall(problems !== "")) ?? standard;
    return { ...found, problem: problems === "" ? null : `${problems}; ${stays(found)} is in force.` };
  }

  /** The newest good one; null where there never was one in this process. */
  #good(): Omit<InForce, "problem"> | null {
    const { versions } = this.#saved;
    const file = this.#file.policy;
    const good = versions.findLast(({ problem }) => problem === null);
    if (good?.policy) return { policy: good.policy, from: ofVersions(versions, file) };
    return file === null ? null : { policy: file, from: ofFile(file) };
  }

  /** A server that starts with a policy that is not valid stays with the one that was on record last. */
  async #recall(needed: boolean): Promise<Omit<InForce, "problem"> | null> {
    if (!needed) return null;
    this.#recalled ??= await lastOnRecord(this.#place.database);
    return this.#recalled === null ? null : { policy: this.#recalled, from: ofFile(this.#recalled) };
  }
}

const stays = ({ from }: Omit<InForce, "problem">) => (from.base === "default" ? "the default policy" : "the last good policy");

const Row = z.object({ entry: z.string() });
const Change = z.object({ record: z.object({ policy: z.unknown() }) });

async function lastOnRecord(database: Database): Promise<Policy | null> {
  try {
    const rows = await database.read("SELECT entry FROM entries WHERE type = ?1 ORDER BY seq DESC LIMIT 1", "policy-change");
    const row = Row.optional().parse(rows[0]);
    const read = row === undefined ? null : readPolicy(Change.parse(JSON.parse(row.entry)).record.policy);
    return read?.ok ? read.policy : null;
  } catch (error) {
    report("policy", error);
    return null;
  }
}
