#!/usr/bin/env node
/**
 * Verifies an export of Sandpiper's audit. Stands alone: Node 20 or newer, no package, no other file of Sandpiper; written anew from
 * docs/audit.md rather than sharing the server's code, so that one mistake does not hide in both.
 *
 *   node audit-verify.mjs FILE [--key FINGERPRINT|PEM-FILE] [--with EARLIER-EXPORT]...
 *
 * Exit code 0: all holds. 1: something does not, and the output says which entry and how. 2: there was nothing to verify.
 */
import { createHash, createPublicKey, verify } from "node:crypto";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const hex = /^[0-9a-f]{64}$/;
const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const span = (from, to) => (from === to ? `entry ${from}` : `entries ${from} to ${to}`);
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

class Unusable extends Error {}

/** JSON with its keys in code-unit order and without blanks. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function load(path) {
  if (!existsSync(path)) throw new Unusable(`${path}: there is no such file`);
  const lines = readFileSync(path, "utf8").split("\n");
  if (lines.at(-1) === "") lines.pop();
  const [header, ...rest] = lines.map(parse);
  if (header?.type !== "header" || header.format !== "sandpiper-audit 1")
    throw new Unusable(`${path}: the first line is not the header of an export of Sandpiper's audit`);
  const heads = rest.filter((line) => line?.type === "head").map(({ head }) => head);
  const entries = rest.filter((line) => line?.type !== "head").map((line) => (line?.type === "entry" ? line.entry : null));
  return { header, heads, entries };
}

function publicKey(text, where) {
  try {
    const key = text.includes("-----BEGIN")
      ? createPublicKey(text)
      : createPublicKey({ key: Buffer.from(text, "base64"), format: "der", type: "spki" });
    if (key.asymmetricKeyType !== "ed25519") throw new Error();
    return {
      key,
      id: createHash("sha256")
        .update(key.export({ format: "der", type: "spki" }))
        .digest("hex"),
    };
  } catch {
    throw new Unusable(`${where} is not an Ed25519 public key`);
  }
}

/** The key that is believed: the one that was asked for, or the one that the file itself names. */
function believed(header, asked) {
  const own = publicKey(String(header.publicKey), "the public key in the header");
  if (asked === undefined) return { ...own, pinned: false };
  if (!hex.test(asked)) return { ...publicKey(readFileSync(asked, "utf8"), asked), pinned: true };
  return asked === own.id ? { ...own, pinned: true } : { ...own, pinned: true, other: asked };
}

/** What is wrong with an entry by itself; null when nothing is. */
function flaw(entry) {
  const { hash, ...content } = entry;
  const digests = content.digests ?? {};
  const record = { ...content.record };
  for (const [name, digest] of Object.entries(digests)) {
    const value = record[name];
    if (value !== undefined && sha256(typeof value === "string" ? value : canonical(value)) !== digest)
      return `its ${name} is not what was recorded`;
    delete record[name];
  }
  return sha256(canonical({ ...content, record })) === hash ? null : "its hash is not its own";
}

const isEntry = (entry) =>
  isObject(entry) &&
  isObject(entry.record) &&
  (entry.digests === undefined || isObject(entry.digests)) &&
  Number.isSafeInteger(entry.seq) &&
  hex.test(entry.hash) &&
  hex.test(entry.previous);

/** Heads whose signature holds, by entry, and the first one whose does not. */
function readHeads(heads, key) {
  const good = new Map();
  let forged = null;
  for (const head of heads) {
    const text = `sandpiper audit head\n${head?.seq}\n${head?.hash}\n${head?.at}\n`;
    const signed =
      isObject(head) && typeof head.signature === "string" && verify(null, Buffer.from(text), key, Buffer.from(head.signature, "base64"));
    const at = Number.isSafeInteger(head?.seq) ? head.seq : 1;
    if (signed) good.set(head.seq, [...(good.get(head.seq) ?? []), head]);
    else if (forged === null || at < forged.at) forged = { at, how: `the head of entry ${at} is not signed by this key` };
  }
  return { good, forged };
}

const genesis = { seq: 0, hash: "0".repeat(64) };

/** The entry that an extract hangs on, by its header's word; of a whole export, what stands before the first entry. */
function start({ after }) {
  if (after === undefined) return genesis;
  if (!Number.isSafeInteger(after?.seq) || !hex.test(after.hash)) throw new Unusable("the header does not say where the extract begins");
  return after;
}

/** The first entry that does not hold, and how. */
function chainFault(entries, good, from) {
  let last = from;
  let matched = from.seq;
  for (const [index, entry] of entries.entries()) {
    const sure = (good.get(entry?.seq) ?? []).some(({ hash }) => hash === entry.hash);
    const fault = misfit(entry, last, { next: entries[index + 1], all: entries, matched, sure });
    if (fault) return { fault, last };
    const heads = good.get(entry.seq) ?? [];
    const other = heads.find(({ hash }) => hash !== entry.hash);
    if (other) {
      const at = matched + 1;
      return { fault: { at, how: `${span(at, entry.seq)}: written anew, the head signed at ${other.at} is another` }, last };
    }
    if (heads.length > 0) matched = entry.seq;
    last = { seq: entry.seq, hash: entry.hash };
  }
  return { fault: null, last };
}

function misfit(entry, last, { next, all, matched, sure }) {
  const at = last.seq + 1;
  if (!isEntry(entry)) return { at, how: `entry ${at}: what stands in its place is not of the form of an entry` };
  const own = flaw(entry);
  if (own) return { at, how: `entry ${at} was edited: ${own}` };
  if (entry.seq > at) {
    const later = all.some((other, index) => index >= at && isEntry(other) && other.seq === at);
    if (later) return { at, how: `entry ${at} was moved: entry ${entry.seq} stands in its place` };
    return { at, how: `${span(at, entry.seq - 1)}: missing, entry ${entry.seq} follows entry ${last.seq}` };
  }
  if (entry.seq < at) return { at, how: `entry ${entry.seq} stands a second time, in the place of entry ${at}` };
  if (entry.previous === last.hash) return null;
  const known = sure || (isEntry(next) && next.previous === entry.hash && flaw(next) === null);
  const culprit = known && last.seq > 0 && matched !== last.seq ? last.seq : at;
  return { at: culprit, how: `entry ${culprit} was written anew: its neighbours in the chain name another hash` };
}

function endFault(last, good, from) {
  const furthest = Math.max(from.seq, ...good.keys());
  if (furthest > last.seq) {
    const at = last.seq + 1;
    return { at, how: `${span(at, furthest)}: missing, the end was cut off (a head of entry ${furthest} is known)` };
  }
  if (furthest === last.seq) return null;
  return { at: furthest + 1, weak: true, how: `${span(furthest + 1, last.seq)}: under no signed head, though an export ends with one` };
}

/** The first fault of an export, or what it came to; `earlier` are heads of exports made before. */
export function check({ header = {}, heads, entries }, key, earlier = []) {
  const from = start(header);
  const { good, forged } = readHeads([...heads, ...earlier], key);
  const { fault, last } = chainFault(entries, good, from);
  const chain = fault ?? endFault(last, good, from);
  const forgedFirst = forged !== null && (chain === null || chain.weak || forged.at < chain.at);
  return { fault: forgedFirst ? forged : chain, last, heads: good };
}

function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { key: { type: "string" }, with: { type: "string", multiple: true } },
  });
  if (positionals.length !== 1) throw new Unusable("usage: audit-verify.mjs FILE [--key FINGERPRINT|PEM-FILE] [--with EARLIER-EXPORT]...");
  const began = performance.now();
  const file = load(positionals[0]);
  const { key, id, pinned, other } = believed(file.header, values.key);
  if (other) return fail({ at: 1, how: `the file was signed with the key ${id}, not with ${other}` });
  const earlier = (values.with ?? []).flatMap((path) => load(path).heads);
  const { fault, last, heads } = check(file, key, earlier);
  if (fault) return fail(fault);
  const newest = heads.get(last.seq)?.at(-1);
  const which = file.header.after === undefined ? `all ${last.seq} entries hold` : `an extract for session ${file.header.session}: ${span(file.header.after.seq + 1, last.seq)} hold`;
  console.log(`${which}, under ${heads.size} signed ${heads.size === 1 ? "head" : "heads"}, the last of ${newest?.at ?? "none"}`);
  console.log(`head ${last.seq} ${last.hash}`);
  console.log(`key  ${id}${pinned ? "" : "  (from the file itself: compare it with the one the server's keeper names)"}`);
  console.log(`in ${((performance.now() - began) / 1000).toFixed(2)} s`);
}

function fail({ at, how }) {
  console.log(`NOT SOUND at entry ${at}: ${how}`);
  process.exitCode = 1;
}

function run() {
  try {
    main();
  } catch (error) {
    if (!(error instanceof Unusable) && error?.code !== "ERR_PARSE_ARGS_UNKNOWN_OPTION") throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) run();
