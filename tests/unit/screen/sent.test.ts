import { describe, expect, test } from "vitest";
import { callsOf, countIn, excerptOf, partsOf, placesOf } from "../../../components/sent-read.ts";
import type { Sent } from "../../../lib/protocol/sent.ts";
import { sent } from "../../support/masked.ts";
import { speak } from "../../support/spoken.ts";

speak("en");

const one = (part: Partial<Sent> = {}): Sent => {
  const [first] = sent;
  if (!first) throw new Error("no message");
  return { ...first, ...part };
};

describe("what the model saw", () => {
  test("a call is the server's prompt, the messages and the facts, in this order", () => {
    expect(partsOf(one())?.map(({ who }) => who)).toEqual(["system", "user", "facts"]);
    expect(partsOf(one({ system: null }))?.map(({ who }) => who)).toEqual(["user", "facts"]);
    expect(partsOf(one())?.[1]?.text).toContain("Question: How much did person_7F3K2Q9M buy?");
  });

  test("a body that is none of ours is shown raw only", () => {
    for (const body of ["", "no json", "{}", '{"messages":[]}']) expect(partsOf(one({ body }))).toBe(null);
  });

  test("what was kept back comes first, then all in the order it happened; other turns are left out", () => {
    const calls = [one({ at: 3 }), one({ at: 2, verdict: "blocked" }), one({ at: 1 }), one({ turn: 1 })];
    expect(callsOf(calls, 0).map(({ at, verdict }) => `${verdict} ${at}`)).toEqual(["blocked 2", "sent 1", "sent 3"]);
  });

  test("a search finds every place whatever the case, also where letters change their length with it", () => {
    expect(placesOf("Ann ann ANN", "ann")).toEqual([0, 4, 8]);
    expect(placesOf("İx Ann", "ann")).toEqual([3]);
    expect(placesOf("anything", "")).toEqual([]);
    expect(placesOf("aaaa", "aa")).toEqual([0, 2]);
  });

  test("a search counts what the model reads, not how it is escaped, and the reply", () => {
    const body = JSON.stringify({ ...JSON.parse(one().body), messages: [{ role: "user", content: 'the "Line"\nof person_7F3K2Q9M' }] });
    expect(countIn(one({ body, response: "" }), '"line"\nof')).toBe(1);
    expect(countIn(one({ body: "broken", response: "broken" }), "broken")).toBe(2);
  });

  test("a leak is shown with what stood around it", () => {
    const [, blocked] = sent;
    const [leak] = blocked?.findings ?? [];
    expect(leak && excerptOf(blocked?.body ?? "", leak)).toMatchObject({
      found: "Ann Lee",
      after: expect.stringMatching(/^ buy/),
      before: expect.stringMatching(/did $/),
    });
  });
});
