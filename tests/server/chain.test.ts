import { createPublicKey } from "node:crypto";
import { expect, test } from "vitest";
import { nodeCrypto as crypto } from "../../lib/server/audit/crypto.ts";
import { canonical } from "../../lib/policy/chain/canonical.ts";
import { verify } from "../../lib/policy/chain/verify.ts";
import { check } from "../../scripts/audit-verify.mjs";
import { chain, forged, link, numbers, signer } from "./chain.ts";
import { type Export, entries, heads, kinds, publicKey, size, tamper } from "./tamper.ts";

const spki = (text: string) => createPublicKey({ key: Buffer.from(text, "base64"), format: "der", type: "spki" });
const whole = ({ entries, heads }: Export) => verify(entries, { crypto, publicKey, heads, whole: true });

test("a sound export verifies, names its head and says what it does not prove", () => {
  expect(whole({ entries, heads })).toMatchObject({
    ok: true,
    entries: size,
    head: { seq: size, hash: entries.at(-1)?.hash },
    signed: { seq: size },
    unproved: expect.stringContaining("cut off"),
  });
  expect(check({ heads, entries }, spki(publicKey)).fault).toBeNull();
  expect(verify([], { crypto })).toMatchObject({ ok: true, entries: 0, head: null });
});

test("each of 1,100 edits, deletions, swaps, cut tails and forgeries is found at its place and named, by the server and by the stand-alone verifier", () => {
  const next = numbers(7);
  const found = new Map(kinds.map((kind) => [kind, 0]));
  for (let round = 0; round < 1_100; round += 1) {
    const { kind, at, says, ...bad } = tamper(round, next);
    expect(whole(bad), `${kind}, round ${round}`).toMatchObject({ ok: false, at, reason: expect.stringMatching(says) });
    expect(check(bad, spki(publicKey)).fault, `${kind}, round ${round}`).toMatchObject({ at, how: expect.stringMatching(says) });
    found.set(kind, (found.get(kind) ?? 0) + 1);
  }
  const sum = [...found.values()].reduce((a, b) => a + b, 0);
  console.log(`altered log: ${sum} of 1100 found by both verifiers (${[...found].map(([kind, count]) => `${kind} ${count}`).join(", ")})`);
  expect(sum).toBe(1_100);
});

test("what is read after an erasure still verifies: the chain holds the sealed text, not the clear one", () => {
  const erased = entries.map(({ record: { code: _, ...record }, ...entry }) => ({ ...entry, record }));
  expect(whole({ entries: erased, heads })).toMatchObject({ ok: true, entries: size });
  expect(check({ heads, entries: erased }, spki(publicKey)).fault).toBeNull();
});

test("an export cut back to an older head passes alone, and is found with a head kept elsewhere", () => {
  const kept = heads.filter(({ seq }) => seq <= 40);
  const old = { entries: entries.slice(0, 40), heads: kept };
  expect(whole(old)).toMatchObject({ ok: true, entries: 40 });
  expect(check(old, spki(publicKey)).fault).toBeNull();
  expect(verify(old.entries, { crypto, publicKey, heads })).toMatchObject({ ok: false, kind: "cut", at: 41 });
  expect(check(old, spki(publicKey), heads).fault).toMatchObject({ at: 41, how: expect.stringContaining("cut off") });
});

test("a bare chain shows no cut tail and no writing anew; a head noted elsewhere does", () => {
  const known = [{ seq: size, hash: entries.at(-1)?.hash ?? "" }];
  for (let kept = 0; kept < size; kept += 7) {
    expect(verify(entries.slice(0, kept), { crypto }).ok).toBe(true);
    expect(verify(entries.slice(0, kept), { crypto, known })).toMatchObject({ ok: false, at: kept + 1, kind: "cut" });
  }
  const anew = forged(entries, 0, (entry) => ({ ...entry, actor: "another" }));
  expect(verify(anew, { crypto }).ok).toBe(true);
  expect(verify(anew, { crypto, known })).toMatchObject({
    ok: false,
    kind: "rewritten",
    reason: expect.stringContaining("noted elsewhere"),
  });
});

test("entries of the first form, with code in clear, verify in the same chain", () => {
  const { digests: _, sealed: __, server: ___, ...first } = link(undefined);
  const { hash: ____, ...bare } = { ...first, codeSha256: crypto.sha256("x = 1") };
  const old = { ...bare, hash: crypto.sha256(canonical(bare)) };
  const next = link({ ...link(undefined), hash: old.hash });
  expect(verify([old, next], { crypto })).toMatchObject({ ok: true, entries: 2 });
  expect(verify([{ ...old, actor: "another" }, next], { crypto })).toMatchObject({ ok: false, kind: "edited", at: 1 });
});

test("100,000 entries verify in seconds", { timeout: 300_000 }, () => {
  const many = chain(100_000);
  const own = signer();
  const evidence = { crypto, publicKey: own.publicKey, heads: many.filter(({ seq }) => seq % 64 === 0 || seq === 100_000).map(own.head) };
  const used = process.cpuUsage();
  const began = performance.now();
  const result = verify(many, { ...evidence, whole: true });
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(used);
  const alone = performance.now();
  expect(check({ heads: evidence.heads, entries: many }, spki(own.publicKey)).fault).toBeNull();
  console.log(
    `100,000 entries under ${evidence.heads.length} heads verified in ${(ms / 1000).toFixed(2)} s (${((user + system) / 1e6).toFixed(2)} s of processor time), by the stand-alone verifier in ${((performance.now() - alone) / 1000).toFixed(2)} s`,
  );
  expect(result).toMatchObject({ ok: true, entries: 100_000, signed: { seq: 100_000 } });
  expect(ms).toBeLessThan(30_000);
});

test("canonical JSON is one text for one value, whatever the order it was made in", () => {
  expect(canonical({ b: [1, { d: null, c: "ü\n" }], a: true, "": 0.1 })).toBe('{"":0.1,"a":true,"b":[1,{"c":"ü\\n","d":null}]}');
  expect(canonical({ a: 1, b: 2 })).toBe(canonical({ b: 2, a: 1 }));
  expect(canonical({ a: 1, b: undefined })).toBe('{"a":1}');
  expect(canonical(JSON.parse('{"__proto__": 1, "z": 2}'))).toBe('{"__proto__":1,"z":2}');
});
