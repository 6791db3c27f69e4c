import OpenAI from "openai";
import { afterEach, describe, expect, test } from "vitest";
import type { Script } from "../../support/scripted/reply.ts";
import { faults } from "../../support/scripted/reply.ts";
import { scriptNamed } from "../../support/scripted/scripts.ts";
import { type Scripted, startScripted } from "../../support/scripted-server.ts";

let server: Scripted | null = null;
afterEach(async () => server?.close());

async function client(script: Script, key?: string): Promise<OpenAI> {
  server = await startScripted({ script, ...(key === undefined ? {} : { key }) });
  return new OpenAI({ apiKey: "sk-test", baseURL: server.url, maxRetries: 0, timeout: 5_000 });
}

const messages = [
  { role: "system" as const, content: "You are." },
  { role: "user" as const, content: "<files>\n  DataFrame sales: 3 rows\n</files>\n\nQuestion: how many?" },
];

async function streamed(openai: OpenAI) {
  const chunks = [];
  const stream = await openai.chat.completions.create({ model: "m", messages, stream: true, stream_options: { include_usage: true } });
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

describe("the scripted server, read by the official client", () => {
  test("streams text with usage in the last chunk", async () => {
    const chunks = await streamed(await client(scriptNamed("total")));
    const text = chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join("");
    expect(text).toContain("```python\n");
    expect(text).toContain("sales.groupby");
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe("stop");
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { prompt_tokens: expect.any(Number) } });
  });

  test("streams tool calls whose arguments are one JSON text", async () => {
    const chunks = await streamed(await client([{ text: "I count.", tool: 'print("é\\n")' }]));
    const args = chunks.flatMap((chunk) => chunk.choices[0]?.delta.tool_calls ?? []).map((call) => call.function?.arguments ?? "");
    expect(JSON.parse(args.join(""))).toEqual({ code: 'print("é\\n")' });
    expect(chunks.some((chunk) => chunk.choices[0]?.finish_reason === "tool_calls")).toBe(true);
  });

  test("answers whole where no stream is asked for", async () => {
    const openai = await client([{ text: "Hello." }]);
    const reply = await openai.chat.completions.create({ model: "m", messages });
    expect(reply.choices[0]?.message.content).toBe("Hello.");
  });

  test("lists models, and wants its key", async () => {
    const openai = await client([{ text: "x" }], "another");
    await expect(openai.models.list()).rejects.toMatchObject({ status: 401 });
  });

  test("keeps the exact bytes and headers of every request", async () => {
    await streamed(await client([{ text: "x" }]));
    const seen = server?.requests[0];
    expect(seen).toMatchObject({ model: "m", streamed: true, system: "You are.", headers: { authorization: "Bearer sk-test" } });
    expect(JSON.parse(new TextDecoder().decode(seen?.raw)).messages).toEqual(messages);
  });

  test("notices a client that goes away", async () => {
    const openai = await client(scriptNamed("fault:drip"));
    const stop = new AbortController();
    const stream = await openai.chat.completions.create({ model: "m", messages, stream: true }, { signal: stop.signal });
    for await (const _ of stream) stop.abort();
    await expect.poll(() => server?.requests[0]?.aborted).toBe(true);
  });

  test("plays a list in order and its last reply again and again", async () => {
    const openai = await client([{ text: "one" }, { text: "two" }]);
    const said = async () => (await openai.chat.completions.create({ model: "m", messages })).choices[0]?.message.content;
    expect([await said(), await said(), await said()]).toEqual(["one", "two", "two"]);
  });
});

describe("faults", () => {
  const unending = new Set(["silence", "silence-midway", "drip", "endless"]);
  test.each(faults.filter((fault) => !unending.has(fault)))("%s ends without a whole reply", async (fault) => {
    const openai = await client(scriptNamed(`fault:${fault}`));
    const whole = await streamed(openai).then(
      (chunks) => chunks.some((chunk) => chunk.choices[0]?.finish_reason === "stop" && chunks.some((one) => one.choices[0]?.delta.content)),
      () => false,
    );
    expect(whole).toBe(false);
    expect(server?.requests.length).toBeGreaterThan(0);
  });

  test("429 says when to come back, and 429-once then works", async () => {
    const openai = await client(scriptNamed("fault:429-once"));
    await expect(streamed(openai)).rejects.toMatchObject({ status: 429, headers: expect.objectContaining({}) });
    expect((await streamed(openai)).map((chunk) => chunk.choices[0]?.delta.content ?? "").join("")).toContain("```python");
  });

  test("an unknown script is refused with the list of names", () => {
    expect(() => scriptNamed("nope")).toThrow(/three-failures/);
  });
});
