import { expect, test } from "vitest";
import { excerpt, matching } from "../../../components/sessions/use-sessions.ts";
import { whenText } from "../../../components/sessions/when-text.ts";
import { emptyDesk } from "../../../lib/browser/desk-state.ts";
import { looserThan } from "../../../lib/browser/looser.ts";
import { memoryJournal } from "../../../lib/browser/memory-journal.ts";
import { restored, savedOf } from "../../../lib/browser/restore.ts";
import { SavedSession } from "../../../lib/browser/saved.ts";
import { Sessions } from "../../../lib/browser/sessions.ts";
import { Mapping } from "../../../lib/policy/mask.ts";
import type { AgentEvent } from "../../../lib/protocol/event.ts";

const token = "person_7F3K2Q9M";
const usage = { inputTokens: 1, outputTokens: 1 };

const asked = (turn: number, question: string, finding: string): AgentEvent[] => [
  { type: "turn-started", turn, at: 1_000 + turn, question, model: "m" },
  {
    type: "turn-ended",
    turn,
    at: 1_500 + turn,
    outcome: "answered",
    message: "",
    steps: 0,
    repairs: 0,
    usage,
    answer: { finding, evidence: [], caveats: [], next: [] },
  },
];

const item = { name: "staff.csv", bytes: 3, sha256: null, kept: "memory" as const, state: { type: "failed" as const, problems: [] } };

async function saved(
  id: string,
  { name = null, at = 5, question = "How many?" }: { name?: string | null; at?: number; question?: string },
) {
  const journal = memoryJournal();
  for (const event of asked(0, question, `${token} leads.`)) await journal.append(id, event);
  const session = restored(SavedSession.parse({ id, at, model: "m", items: [], links: [] }), await journal.events(id));
  const desk = {
    ...emptyDesk,
    ...session,
    name,
    items: [item],
    mapping: new Mapping([
      [token, "Ada Lovelace"],
      ["person_AAAABBBB", "Nobody"],
    ]),
  };
  return savedOf({ id, key: null, at }, desk);
}

test("what is saved for the list stays masked, with what its own tokens stand for and no other", async () => {
  const one = SavedSession.parse(await saved("a", {}));
  expect(one.turns).toEqual([{ question: "How many?", answer: `${token} leads.` }]);
  expect(one.meant).toEqual([[token, "Ada Lovelace"]]);
});

test("the list shows values, the person's own name first, and the newest first", async () => {
  const journal = memoryJournal();
  await journal.put(await saved("old", { at: 1, question: `What of ${token}?` }));
  await journal.put(await saved("new", { at: 2, name: "Mine" }));
  const list = await new Sessions(journal, () => "new").list();
  expect(list.map(({ name, open }) => [name, open])).toEqual([
    ["Mine", "here"],
    ["What of Ada Lovelace?", "no"],
  ]);
  expect(list[1]?.turns[0]?.answer).toBe("Ada Lovelace leads.");
});

test("a session of an older version is listed by what its events tell", async () => {
  const journal = memoryJournal();
  await journal.put(SavedSession.parse({ id: "x", at: 1, model: "m", items: [], links: [] }));
  for (const event of asked(0, "From before?", "Yes.")) await journal.append("x", event);
  expect((await new Sessions(journal, () => "").list())[0]).toMatchObject({ name: "From before?", turns: [{ answer: "Yes." }] });
});

test("a name is kept on one line, and an empty one gives way to the first question", async () => {
  const journal = memoryJournal();
  await journal.put(await saved("a", { name: "Mine" }));
  const sessions = new Sessions(journal, () => "");
  await sessions.rename("a", "  Two\n lines ");
  expect((await sessions.list())[0]?.name).toBe("Two lines");
  await sessions.rename("a", "  ");
  expect((await sessions.list())[0]?.name).toBe("How many?");
});

test("a duplicate has its own events, pairs and messages", async () => {
  const journal = memoryJournal();
  await journal.put(await saved("a", {}));
  for (const event of asked(0, "How many?", "Three.")) await journal.append("a", event);
  await journal.keep("a", { tokens: [token], originals: ["Ada Lovelace"] });
  const sessions = new Sessions(journal, () => "");
  await sessions.duplicate("a", "Copy");
  const copy = (await journal.all()).find(({ name }) => name === "Copy");
  await sessions.remove("a");
  expect(await journal.events(copy?.id ?? "")).toHaveLength(2);
  expect(await journal.pairs(copy?.id ?? "")).toEqual({ tokens: [token], originals: ["Ada Lovelace"] });
});

test("retention deletes what was last changed before it, never the one on the desk, and nothing where the policy keeps all", async () => {
  const day = 86_400_000;
  const journal = memoryJournal();
  for (const [id, at] of [
    ["old", 1],
    ["desk", 1],
    ["new", 20 * day],
  ] as const)
    await journal.put(await saved(id, { at }));
  const sessions = new Sessions(journal, () => "desk");
  expect(await sessions.expire(null, 40 * day)).toBe(0);
  expect(await sessions.expire(30, 40 * day)).toBe(1);
  expect((await journal.all()).map(({ id }) => id)).toEqual(["new", "desk"]);
});

test("a turn that ran when the page was closed has stopped there, and a file that was not read yet waits to be", async () => {
  const unread = { name: "a.csv", bytes: 1, sha256: "f", kept: "browser" as const, state: { type: "reading" as const } };
  const again = savedOf({ id: "a", key: null, at: 1 }, { ...emptyDesk, items: [unread] });
  const desk = restored(SavedSession.parse(again), asked(0, "Cut?", "").slice(0, 1));
  expect(desk.session?.turns[0]).toMatchObject({ status: "stopped" });
  expect(desk.items?.[0]?.state).toEqual({ type: "waiting" });
});

test("questions that wait are kept, those that had not begun first, and afterwards each waits for the person's word", () => {
  const one = (id: string) => ({ id, question: `Question ${id}?`, origin: null, held: false });
  const again = savedOf({ id: "a", key: null, at: 1 }, { ...emptyDesk, pending: one("1"), queue: [one("2"), one("3")] });
  const desk = restored(SavedSession.parse(again), []);
  expect(desk.queue).toEqual(["1", "2", "3"].map((id) => ({ ...one(id), held: true })));
  expect(desk.pending).toBeUndefined();
});

test("every word of a search must be somewhere in name, files, questions or answers; the place is shown where the name does not say it", () => {
  const one = {
    id: "a",
    name: "Spring",
    at: 1,
    files: ["sales.csv"],
    turns: [{ question: "Which region?", answer: "North leads with 45." }],
    open: "no" as const,
  };
  const found = (text: string) => matching([one], text).length;
  expect([found(""), found("spring NORTH"), found("sales"), found("spring south")]).toEqual([1, 1, 1, 0]);
  expect(excerpt(one, "leads")).toBe("North leads with 45.");
  expect(excerpt(one, "spring")).toBeNull();
});

test("looser is what hid less; what is not known is taken not to", () => {
  expect([
    looserThan("open", "masked"),
    looserThan("masked", "schema-only"),
    looserThan("masked", "open"),
    looserThan("open", "open"),
    looserThan(null, "masked"),
  ]).toEqual([true, true, false, false, false]);
});

test("a session of today is told by its time, others by their day", () => {
  const now = new Date(2026, 10, 26, 12, 0);
  expect(whenText(new Date(2026, 10, 26, 9, 5).getTime(), "en-GB", now)).toBe("09:05");
  expect(whenText(new Date(2026, 2, 3).getTime(), "en-GB", now)).toBe("3 Mar");
  expect(whenText(new Date(2025, 2, 3).getTime(), "en-GB", now)).toBe("3 Mar 2025");
});
