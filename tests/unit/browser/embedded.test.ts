/// <reference path="../../../public/embed.d.ts" />
import { expect, expectTypeOf, test } from "vitest";
import { embedded } from "../../../lib/browser/embedded.ts";
import { pace } from "../../../lib/browser/host/pace.ts";
import { type AddedFile, AnyVersion, type EmbedArtifact, type EmbedState, FromHost, type TurnFacts, type Welcome } from "../../../lib/protocol/embed.ts";

const address = (query: string) => `https://data.example.org/embed${query}`;

test("only /embed is the widget; host and wish are read from its address", () => {
  expect(embedded("https://data.example.org/?host=https://a.example")).toBe(null);
  expect(embedded("https://data.example.org/embed/more?host=https://a.example")).toBe(null);
  expect(embedded(address(""))).toMatchObject({ host: null, wish: null });
  expect(embedded(address("?host=https://a.example/path&policy={%22approval%22:%22ask-first%22}"))).toMatchObject({
    host: "https://a.example",
    wish: { approval: "ask-first" },
  });
  expect(embedded(address("?host=nonsense&policy={"))).toMatchObject({ host: null, wish: "{" });
});

test("hosts, and wishes of one host, keep their work apart; one host finds it again", () => {
  const shelves = ["", "?host=https://a.example", "?host=https://b.example", "?host=https://a.example&policy={}"].map((query) => embedded(address(query))?.shelf);
  expect(new Set(shelves).size).toBe(4);
  expect(embedded(address("?host=https://a.example&theme=dark"))?.shelf).toBe(shelves[1]);
});

test("what a host says is taken only in the form that is agreed", () => {
  const data = new ArrayBuffer(3);
  const good = [
    { sandpiper: 1, id: "1", type: "hello" },
    { sandpiper: 1, id: "1", type: "add-files", files: [{ name: "a.csv", data }, new File(["a"], "b.csv")] },
    { sandpiper: 1, id: "1", type: "ask", question: "Why?" },
    { sandpiper: 1, id: "1", type: "theme", theme: "dark" },
  ];
  for (const message of good) expect(FromHost.safeParse(message).success, message.type).toBe(true);
  const bad = [
    { sandpiper: 1, type: "hello" },
    { sandpiper: 2, id: "1", type: "hello" },
    { sandpiper: 1, id: "x".repeat(65), type: "hello" },
    { sandpiper: 1, id: "1", type: "ask", question: "x".repeat(20_001) },
    { sandpiper: 1, id: "1", type: "ask", question: "" },
    { sandpiper: 1, id: "1", type: "add-files", files: [] },
    { sandpiper: 1, id: "1", type: "add-files", files: Array.from({ length: 51 }, () => new File([], "a")) },
    { sandpiper: 1, id: "1", type: "add-files", files: [{ name: "a.csv", data: "text" }] },
    { sandpiper: 1, id: "1", type: "add-files", files: [{ name: "x".repeat(256), data }] },
    { sandpiper: 1, id: "1", type: "theme", theme: "url(x)" },
    { sandpiper: 1, id: "1", type: "stop", more: 1 },
    { sandpiper: 1, id: "1", type: "decide" },
  ];
  for (const message of bad) expect(FromHost.safeParse(message).success, JSON.stringify(message).slice(0, 80)).toBe(false);
  for (const message of [null, 7, "x", [], {}, { sandpiper: "1", type: "hello" }]) expect(AnyVersion.safeParse(message).success).toBe(false);
});

test("so many messages pass at once, and so many a second after that", () => {
  let now = 0;
  const passes = pace(3, 2, () => now);
  expect([passes(), passes(), passes(), passes()]).toEqual([true, true, true, false]);
  now = 500;
  expect([passes(), passes()]).toEqual([true, false]);
  now = 60_000;
  expect([passes(), passes(), passes(), passes()]).toEqual([true, true, true, false]);
});

test("embed.d.ts tells hosts the types of the protocol", () => {
  expectTypeOf<Sandpiper.Turn>().toEqualTypeOf<TurnFacts>();
  expectTypeOf<Sandpiper.Welcome>().toEqualTypeOf<Welcome>();
  expectTypeOf<Sandpiper.State>().toEqualTypeOf<EmbedState>();
  expectTypeOf<Sandpiper.AddedFile>().toEqualTypeOf<AddedFile>();
  expectTypeOf<EmbedArtifact>().toExtend<Sandpiper.Artifact>();
});
