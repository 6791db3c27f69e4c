import type { Audit } from "../agent/ports.ts";
import { genesis } from "../policy/chain/canonical.ts";
import { keptText } from "../policy/chain/kept.ts";
import type { AuditRecord } from "../protocol/audit.ts";
import type { Policy } from "../protocol/policy.ts";
import type { AuditServer, HandedIn } from "./audit.ts";
import type { Keep, KeptRecord } from "./keep.ts";
import { Turnstile } from "./wait.ts";

export interface Means {
  readonly server: AuditServer;
  readonly keep: Keep;
  readonly digest: (text: string) => Promise<string>;
  readonly clock: () => number;
  readonly mode: () => Policy["auditDown"];
  /** Origin of the page that this one stands in, for every record. */
  readonly host?: string | null;
  /** Called when a record was kept here, and when all that was kept has been handed in. */
  readonly told: (news: { type: "kept" } | { type: "handed-in"; count: number }) => void;
}

const never = new AbortController().signal;

/**
 * The audit as the page uses it. What waits here is handed in first, in its order, before anything newer. A record that the server
 * cannot be reached for is kept in a chain of this page where the policy says so, and refused where it does not.
 */
export class KeepingAudit implements Audit {
  private readonly turnstile = new Turnstile();
  private chain: string = crypto.randomUUID();
  private last: { number: number; hash: string } = { number: 0, hash: genesis };

  constructor(private readonly means: Means) {}

  append = (record: AuditRecord): ReturnType<Audit["append"]> => this.turnstile.pass(never, () => this.appendNow(this.placed(record)));

  private placed(record: AuditRecord): AuditRecord {
    const { host } = this.means;
    return host ? { ...record, embed: host } : record;
  }

  /** Hands in what waits; true when nothing waits any more. */
  handIn = (): Promise<boolean> => this.turnstile.pass(never, () => this.handInNow());

  private async appendNow(record: AuditRecord): ReturnType<Audit["append"]> {
    const { server, mode } = this.means;
    const free = await this.handInNow();
    const keeping = mode() === "keep-locally";
    if (!keeping && free) return answer(await server({ record }));
    if (!keeping) return { ok: false, reason: "Earlier records still wait to be handed in, and the server does not take them." };
    const next = await this.linked(record);
    const handed: HandedIn = free ? await server(next) : { type: "down", reason: "" };
    return handed.type === "down" ? this.keepHere(next) : answer(handed);
  }

  private async keepHere(next: KeptRecord): ReturnType<Audit["append"]> {
    const { keep, told } = this.means;
    try {
      await keep.add(next);
    } catch {
      return { ok: false, reason: "The server that keeps the audit log could not be reached, and this browser keeps no records." };
    }
    this.last = next.kept;
    told({ type: "kept" });
    return { ok: true, receipt: next.kept.hash };
  }

  /** The record at the next place of this page's chain. */
  private async linked(record: AuditRecord): Promise<KeptRecord> {
    const { digest, clock } = this.means;
    const place = { chain: this.chain, number: this.last.number + 1, at: new Date(clock()).toISOString(), previous: this.last.hash };
    return { record, kept: { ...place, hash: await digest(keptText(place, record)) } };
  }

  /** A record that is refused for good makes way for the next: the gap that it leaves is found by the server. */
  private async handInNow(): Promise<boolean> {
    const { server, keep, clock, told } = this.means;
    const waiting = await keep.all();
    for (const { key, one } of waiting) {
      const handed = await server({ ...one, sentAt: new Date(clock()).toISOString() });
      if (handed.type === "down" || handed.type === "busy") return false;
      await keep.remove(key);
    }
    if (waiting.length === 0) return true;
    this.chain = crypto.randomUUID();
    this.last = { number: 0, hash: genesis };
    told({ type: "handed-in", count: waiting.length });
    return true;
  }
}

const answer = (handed: HandedIn): Awaited<ReturnType<Audit["append"]>> =>
  handed.type === "recorded" ? { ok: true, receipt: handed.receipt } : { ok: false, reason: handed.reason };
