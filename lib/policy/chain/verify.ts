import type { SignedHead } from "../../protocol/audit.ts";
import { genesis } from "./canonical.ts";
import { type Claims, claimsOf } from "./claims.ts";
import type { Crypto } from "./cryptography.ts";
import { diagnose, type Fault, type Head, span } from "./fault.ts";
import { type Link, linkOf } from "./link.ts";

/** `signed` is the last signed head; entries after it are held together by the chain alone. */
export type Verification =
  | { ok: true; entries: number; head: Head | null; signed: SignedHead | null; unproved: string }
  | ({ ok: false; entries: number } & Fault);

export type Evidence = {
  crypto: Crypto;
  /** The key that is believed, SPKI in base64; without it signed heads are not looked at. */
  publicKey?: string | null;
  heads?: readonly unknown[];
  /** Heads noted elsewhere. */
  known?: readonly Head[];
  /** An export ends with a signed head; a chain that is being written need not. */
  whole?: boolean;
};

/** Said with every good result, because no evidence at hand can show it. */
export const unproved =
  "A chain with signed heads shows what was edited, moved, taken out or written anew up to the last head that is at hand. It does not show that its end was cut off together with every head of that end, nor what was done with the signing key: compare with a head or an export kept elsewhere.";

/** Takes entries one by one in the order of the chain, as they come. */
export class Verifier {
  readonly #evidence: Evidence;
  readonly #claims: Claims;
  #last: Head = { seq: 0, hash: genesis };
  /** The last place that agreed with a claim. */
  #matched = 0;
  #contradiction: Fault | null = null;
  /** The first link that does not hold and all that came after it. */
  #rest: (Link | null)[] = [];

  /** `from` is an entry that was verified before. */
  constructor(evidence: Evidence, from?: Head) {
    this.#evidence = evidence;
    const { crypto, publicKey = null, heads = [], known = [] } = evidence;
    this.#claims = claimsOf({ crypto, publicKey, heads, known });
    if (from !== undefined) [this.#last, this.#matched] = [from, from.seq];
  }

  add(raw: unknown) {
    const link = linkOf(raw, this.#evidence.crypto);
    if (this.#contradiction !== null) return;
    if (this.#rest.length > 0 || !this.#follows(link)) this.#rest.push(link);
    else this.#accept(link);
  }

  #follows(link: Link | null): link is Link {
    return link !== null && link.flaw === null && link.seq === this.#last.seq + 1 && link.previous === this.#last.hash;
  }

  #accept({ seq, hash }: Link) {
    const claims = this.#claims.of(seq);
    const other = claims.find((claim) => claim.hash !== hash);
    const from = this.#matched + 1;
    if (other !== undefined)
      this.#contradiction = { kind: "rewritten", at: from, reason: `${span(from, seq)}: written anew, the head ${other.by} is another` };
    else this.#last = { seq, hash };
    if (claims.length > 0) this.#matched = seq;
  }

  result(): Verification {
    const fault = earlier(this.#contradiction ?? this.#break() ?? this.#end(), this.#claims.forged);
    if (fault !== null) return { ok: false, entries: this.#last.seq, ...fault };
    const { seq } = this.#last;
    return { ok: true, entries: seq, head: seq === 0 ? null : this.#last, signed: this.#claims.signed, unproved };
  }

  #break(): Fault | null {
    if (this.#rest.length === 0) return null;
    const link = this.#rest[0] ?? null;
    const sure = link !== null && this.#claims.of(link.seq).some(({ hash }) => hash === link.hash);
    return diagnose({ last: this.#last, matched: this.#matched, sure }, this.#rest);
  }

  #end(): Fault | null {
    const { seq } = this.#last;
    const { furthest, signed } = this.#claims;
    if (furthest > seq)
      return {
        kind: "cut",
        at: seq + 1,
        reason: `${span(seq + 1, furthest)}: missing, the end was cut off (a head of entry ${furthest} is known)`,
      };
    const from = (signed?.seq ?? 0) + 1;
    if (!this.#evidence.whole || from > seq) return null;
    return { kind: "unsigned", at: from, reason: `${span(from, seq)}: under no signed head, though an export ends with one` };
  }
}

/** A head that is none says more than that entries are under no head. */
const earlier = (fault: Fault | null, forged: Fault | null) =>
  fault === null || (forged !== null && (forged.at < fault.at || fault.kind === "unsigned")) ? forged : fault;

/** The whole chain at once. */
export function verify(entries: Iterable<unknown>, evidence: Evidence): Verification {
  const check = new Verifier(evidence);
  for (const entry of entries) check.add(entry);
  return check.result();
}
