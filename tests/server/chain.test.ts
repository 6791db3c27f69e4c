import { expect, test } from "vitest";
import { type AuditEntry, type Content, canonical, genesis, hashOf, sha256 } from "../../lib/server/audit/entry.ts";
import { verify } from "../../lib/server/audit/verify.ts";

function chain(length: number): AuditEntry[] {
  const entries: AuditEntry[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    const code = `x = ${seq}`;
    const content: Content = {
      seq,
      at: "2026-11-23T10:00:00.000Z",
      actor: "someone",
      record: { type: "run", session: "page", turn: 0, step: seq, attempt: 0, code, by: "model", policyVersion: "test" },
      codeSha256: sha256(code),
      previous: entries.at(-1)?.hash ?? genesis,
    };
    entries.push({ ...content, hash: hashOf(content) });
  }
  return entries;
}

/** A repeatable stream of whole numbers below `below`. */
function numbers(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state % below;
  };
}

function nth(entries: AuditEntry[], at: number): AuditEntry {
  const entry = entries[at];
  if (entry === undefined) throw new Error(`no entry ${at}`);
  return entry;
}

/** One leaf of the entry, changed. */
function edited(entry: AuditEntry, pick: number): unknown {
  const edits: ((copy: AuditEntry) => unknown)[] = [
    (copy) => ({ ...copy, at: "2026-11-23T10:00:00.001Z" }),
    (copy) => ({ ...copy, actor: "another" }),
    (copy) => ({ ...copy, record: { ...copy.record, step: copy.record.step + 1 } }),
    (copy) => ({ ...copy, record: { ...copy.record, code: "x = 0" } }),
    (copy) => ({ ...copy, record: { ...copy.record, code: "x = 0" }, codeSha256: sha256("x = 0") }),
    (copy) => ({ ...copy, codeSha256: null }),
    (copy) => ({ ...copy, hash: sha256(copy.hash) }),
    (copy) => ({ ...copy, previous: sha256(copy.previous) }),
    (copy) => ({ ...copy, seq: copy.seq + 1 }),
    (copy) => ({ ...copy, more: true }),
  ];
  return edits[pick % edits.length]?.(structuredClone(entry));
}

test("a sound chain verifies, names its head and says what it does not prove", () => {
  const entries = chain(50);
  expect(verify(entries)).toMatchObject({
    ok: true,
    entries: 50,
    head: { seq: 50, hash: entries[49]?.hash },
    unproved: expect.stringContaining("cut off"),
  });
  expect(verify([])).toMatchObject({ ok: true, entries: 0, head: null });
});

test("every one of 400 edits, deletions, swaps and insertions is found at its place", () => {
  const entries = chain(40);
  const next = numbers(7);
  for (let round = 0; round < 400; round += 1) {
    const at = next(39);
    const bad: unknown[] = [...entries];
    if (round % 4 === 0) bad[at] = edited(nth(entries, at), next(10));
    else if (round % 4 === 1) bad.splice(at, 1);
    else if (round % 4 === 2) [bad[at], bad[at + 1]] = [bad[at + 1], bad[at]];
    else bad.splice(at, 0, entries[next(40)]);
    const result = verify(bad);
    const inserted = round % 4 === 3 && bad[at] === entries[at] ? at + 2 : at + 1;
    expect(result, `round ${round}`).toMatchObject({ ok: false, at: inserted });
  }
});

test("an edit whose own hash was made anew is found at the entry after it", () => {
  const entries = chain(5);
  const { hash: _, ...content } = nth(entries, 2);
  const edit = { ...content, actor: "another" };
  const bad = entries.with(2, { ...edit, hash: hashOf(edit) });
  expect(verify(bad)).toMatchObject({ ok: false, at: 4 });
});

/** The entries changed by `change`, then hashed anew from the first on, as a forger with the code would. */
function forged(entries: AuditEntry[], change: (content: Content) => Content): AuditEntry[] {
  const anew: AuditEntry[] = [];
  for (const { hash: _, ...content } of entries) {
    const made = change({ ...content, previous: anew.at(-1)?.hash ?? genesis });
    anew.push({ ...made, hash: hashOf(made) });
  }
  return anew;
}

test("a chain hashed anew still shows a gap in its numbers, and code that is not its digest's", () => {
  const entries = chain(6);
  const gap = forged(entries.toSpliced(2, 1), (content) => content);
  expect(verify(gap)).toMatchObject({ ok: false, at: 3 });
  const digest = sha256("another");
  const other = forged(entries, (content) => (content.seq === 4 ? { ...content, codeSha256: digest } : content));
  expect(verify(other)).toMatchObject({ ok: false, at: 4 });
});

test("a cut tail or a chain written anew is beyond a bare chain, and found with a head noted elsewhere", () => {
  const entries = chain(20);
  const known = { seq: 20, hash: entries[19]?.hash ?? "" };
  for (let kept = 0; kept < 20; kept += 1) {
    expect(verify(entries.slice(0, kept)).ok).toBe(true);
    expect(verify(entries.slice(0, kept), known)).toMatchObject({ ok: false, at: kept + 1, reason: expect.stringContaining("cut off") });
  }
  const anew = forged(entries, (content) => ({ ...content, actor: "another" }));
  expect(verify(anew).ok).toBe(true);
  expect(verify(anew, known)).toMatchObject({ ok: false, at: 20, reason: expect.stringContaining("anew") });
});

test("canonical JSON is one text for one value, whatever the order it was made in", () => {
  expect(canonical({ b: [1, { d: null, c: "ü\n" }], a: true, "": 0.1 })).toBe('{"":0.1,"a":true,"b":[1,{"c":"ü\\n","d":null}]}');
  expect(canonical({ a: 1, b: 2 })).toBe(canonical({ b: 2, a: 1 }));
  expect(canonical(JSON.parse('{"__proto__": 1, "z": 2}'))).toBe('{"__proto__":1,"z":2}');
});
