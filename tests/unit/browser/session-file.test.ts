import { describe, expect, test } from "vitest";
import { packSession } from "../../../lib/browser/take/pack-session.ts";
import { unpackSession } from "../../../lib/browser/take/unpack-session.ts";
import { type Part, partsOf, zipOf } from "../../../lib/browser/take/zip-file.ts";
import { digestOfContent } from "../../../lib/browser/digest.ts";
import { SavedSession } from "../../../lib/browser/saved.ts";
import { membersOf, repacked, unpacked, zipOf as zipBytes } from "../../../lib/browser/unmask/zip.ts";
import type { AgentEvent } from "../../../lib/protocol/event.ts";
import { Policy } from "../../../lib/protocol/policy.ts";
import type { FileProfile } from "../../../lib/protocol/profile.ts";

const { limits } = Policy.parse({});
const token = "person_7F3K2Q9M";
const usage = { inputTokens: 1, outputTokens: 1 };
const step = { turn: 0, step: 0, at: 2 };
const seen = { stdout: "", stderr: "", droppedChars: 0, durationMs: 1, notes: [], artifacts: [] };

const events: AgentEvent[] = [
  { type: "turn-started", turn: 0, at: 1, question: `What of ${token}?`, model: "m" },
  { type: "action-chosen", ...step, repair: 0, action: { type: "run", plan: "p", code: "written()" } },
  { type: "approval-asked", ...step, code: "written()" },
  { type: "approval-given", ...step, by: "person", verdict: "edited", code: "changed()", reason: "" },
  { type: "run-permitted", ...step, receipt: "0".repeat(64) },
  { type: "run-ended", ...step, hints: [], observation: { status: "ok", ...seen, value: null, answer: null, artifacts: [{ id: "f", kind: "file", title: "f", name: "f", mime: "m", bytes: Uint8Array.of(0, 255, 7) }] } },
  { type: "turn-ended", turn: 0, at: 3, outcome: "answered", message: "", steps: 1, repairs: 0, usage, answer: { finding: "Found.", evidence: [], caveats: [], next: [] } },
];

const profile = (file: string): FileProfile => ({ file, bytes: 3, format: "csv", tables: [], notes: [] });
const data = new Blob(["a,b"]);
const sha256 = await digestOfContent("a,b");
const saved = SavedSession.parse({
  id: "a", at: 3, model: "m", mode: "masked", name: "Ada's", key: new Uint8Array(32).fill(7), links: [],
  items: [{ name: "Ada Lovelace.csv", bytes: 3, sha256, profile: profile("Ada Lovelace.csv"), told: profile(`${token}.csv`), problems: [] }],
});
const mapping = { key: saved.key ?? new Uint8Array(32), tokens: [token, "the"], originals: ["Ada Lovelace", "any word"] };

const packed = async (part: { clear?: boolean } = {}) => {
  const clear = part.clear ?? true;
  const blob = await packSession({ saved, events, mapping: clear ? mapping : null, files: new Map(clear ? [[sha256, data]] : []), clear, name: clear ? saved.name : null, made: 4 });
  if (!blob) throw new Error("not packed");
  return blob;
};

/** The file with some of its parts otherwise, and its manifest as if that were right. */
async function forged(change: (parts: Part[]) => Part[], relist = true): Promise<Blob> {
  const parts = change((await partsOf(await packed(), () => 1e9)) ?? []);
  const [head, ...inner] = parts;
  if (!head) throw new Error("no manifest");
  const listed = await Promise.all(inner.map(async (one) => ({ name: one.name, bytes: one.data.size, sha256: await digestOfContent(new Uint8Array(await one.data.arrayBuffer())) })));
  const manifest = relist ? new Blob([JSON.stringify({ ...JSON.parse(await head.data.text()), parts: listed })]) : head.data;
  return (await zipOf([{ name: head.name, data: manifest }, ...inner])) ?? new Blob();
}

const withPart = (name: string, text: (before: string) => string) => async () => {
  const parts = (await partsOf(await packed(), () => 1e9)) ?? [];
  const texts = await Promise.all(parts.map(async (part) => (part.name === name ? { ...part, data: new Blob([text(await part.data.text())]) } : part)));
  return forged(() => texts);
};

describe("a session as one file", () => {
  test("comes back as it was: events with their bytes, files, names, and what tokens stand for", async () => {
    const back = await unpackSession(await packed(), limits);
    if (typeof back === "string") throw new Error(back);
    expect(back.events.find(({ type }) => type === "run-ended")).toEqual(events[5]);
    expect(back.manifest).toMatchObject({ name: "Ada's", model: "m", mode: "masked" });
    expect(await back.files.get(sha256)?.text()).toBe("a,b");
    expect(back.desk.items).toEqual(saved.items);
    expect(back.mapping?.key).toEqual(Array(32).fill(7));
  });

  test("is a zip that another reader reads, and one that was packed anew is read here", async () => {
    const blob = await packed();
    const members = membersOf(new Uint8Array(await blob.arrayBuffer())) ?? [];
    expect(members.map(({ name }) => name)).toEqual(["manifest.json", "journal.jsonl", "desk.json", "mapping.json", `files/${sha256}`]);
    const [first] = members;
    if (!first) throw new Error("empty");
    expect(new TextDecoder().decode((await unpacked(first)) ?? undefined)).toContain("sandpiper-session");
    const again = await Promise.all(members.map(async (member) => repacked(member, (await unpacked(member)) ?? new Uint8Array())));
    expect(await unpackSession(new Blob([zipBytes(again)]), limits)).toMatchObject({ manifest: { name: "Ada's" } });
  });

  test("holds no value in clear where neither files nor values were asked for", async () => {
    const text = await (await packed({ clear: false })).text();
    expect(text).toContain(token);
    for (const value of ["Ada", "Lovelace", "a,b", "[7,7,7"]) expect(text).not.toContain(value);
  });

  test("brings no leave to run: a script edited elsewhere stands as it ran, and has to be let run again", async () => {
    const back = await unpackSession(await packed(), limits);
    if (typeof back === "string") throw new Error(back);
    expect(back.events.map(({ type }) => type)).toEqual(["turn-started", "action-chosen", "run-permitted", "run-ended", "turn-ended"]);
    expect(back.events[1]).toMatchObject({ action: { code: "changed()" } });
    expect(back.events[2]).toMatchObject({ receipt: "" });
  });

  test("maps only what has the shape of a token", async () => {
    const back = await unpackSession(await packed(), limits);
    expect(typeof back === "string" ? back : back.mapping?.tokens).toEqual([token]);
  });
});

describe("a file that is no session, or not a sound one, is refused", () => {
  const cases: [string, string, () => Promise<Blob>][] = [
    ["text", "foreign", async () => new Blob(["a,b\n1,2"])],
    ["nothing", "foreign", async () => new Blob([])],
    ["another zip", "foreign", async () => (await zipOf([{ name: "a.csv", data }])) ?? new Blob()],
    ["cut off", "damaged", async () => (await packed()).slice(0, 900)],
    ["a changed byte", "damaged", async () => {
      const bytes = new Uint8Array(await (await packed()).arrayBuffer());
      const at = new TextDecoder("latin1").decode(bytes).indexOf("Found.");
      bytes[at] = 0x66;
      return new Blob([bytes]);
    }],
    ["a part that is not listed", "damaged", () => forged((parts) => [...parts, { name: "more.txt", data }], false)],
    ["a part of another name", "damaged", () => forged((parts) => [...parts, { name: "../../x", data }])],
    ["a part twice", "damaged", () => forged((parts) => [...parts, ...parts.slice(1, 2)])],
    ["a missing part", "damaged", () => forged((parts) => parts.filter(({ name }) => name !== "journal.jsonl"))],
    ["an event that is none", "damaged", withPart("journal.jsonl", (text) => `${text}{"type":"run-everything"}\n`)],
    ["a key of another length", "damaged", withPart("mapping.json", (text) => text.replace("[7,7", "[7"))],
    ["tokens without originals", "damaged", withPart("mapping.json", (text) => text.replace('"Ada Lovelace",', ""))],
    ["an item with more than is known", "damaged", withPart("desk.json", (text) => text.replace('"links"', '"evil":1,"links"'))],
    ["a newer version", "newer", withPart("manifest.json", (text) => text.replace('"version":1', '"version":2'))],
    ["too many turns", "too-large", withPart("journal.jsonl", (text) => (text.split("\n")[0] + "\n").repeat(limits.sessionTurns + 1))],
    ["more printed than a run may", "too-large", withPart("journal.jsonl", (text) => text.replace('"stdout":""', `"stdout":"${"x".repeat(limits.outputChars + 2_000)}"`))],
    ["a turn of a number beyond all", "too-large", withPart("journal.jsonl", (text) => text.replace('"turn":0', '"turn":9007199254740991'))],
  ];
  test.each(cases)("%s: %s", async (_name, why, make) => {
    expect(await unpackSession(await make(), limits)).toBe(why);
  });

  test("a part that unpacks to more than it says", async () => {
    const members = membersOf(new Uint8Array(await (await packed()).arrayBuffer())) ?? [];
    const bombs = await Promise.all(members.map(async (member) => (member.name === "journal.jsonl" ? { ...(await repacked(member, new Uint8Array(1e6))), size: 10 } : member)));
    expect(await unpackSession(new Blob([zipBytes(bombs)]), limits)).toBe("damaged");
  });
});
