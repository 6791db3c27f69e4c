import { SignedHead } from "../../protocol/audit.ts";
import type { Crypto } from "./cryptography.ts";
import type { Fault, Head } from "./fault.ts";

/** The text that a head's signature is of. */
export const headText = ({ seq, hash, at }: Pick<SignedHead, "seq" | "hash" | "at">) => `sandpiper audit head\n${seq}\n${hash}\n${at}\n`;

type Claim = Head & { by: string };

/** What is known of the chain from elsewhere than the chain: heads that were signed, heads that were noted. */
export type Claims = {
  of: (seq: number) => readonly Claim[];
  /** The furthest place that any claim names. */
  furthest: number;
  signed: SignedHead | null;
  /** The first head that is none. */
  forged: Fault | null;
};

export type Given = { crypto: Crypto; publicKey: string | null; heads: readonly unknown[]; known: readonly Head[] };

export function claimsOf({ crypto: { signed: isSigned }, publicKey, heads, known }: Given): Claims {
  const bySeq = new Map<number, Claim[]>();
  const claim = (one: Claim) => bySeq.set(one.seq, [...(bySeq.get(one.seq) ?? []), one]);
  for (const { seq, hash } of known) claim({ seq, hash, by: "noted elsewhere" });
  let signed: SignedHead | null = null;
  let forged: Fault | null = null;
  for (const raw of publicKey === null ? [] : heads) {
    const head = SignedHead.safeParse(raw).data;
    if (head === undefined || !isSigned(headText(head), head.signature, publicKey ?? "")) {
      const at = head?.seq ?? 1;
      if (forged === null || at < forged.at)
        forged = { kind: "forged-head", at, reason: `the head of entry ${at} is not signed by this key` };
      continue;
    }
    claim({ seq: head.seq, hash: head.hash, by: `signed at ${head.at}` });
    if (head.seq > (signed?.seq ?? 0)) signed = head;
  }
  const furthest = [...bySeq.keys()].reduce((a, b) => Math.max(a, b), 0);
  return { of: (seq) => bySeq.get(seq) ?? [], furthest, signed, forged };
}
