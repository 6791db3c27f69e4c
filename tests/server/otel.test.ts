import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { GET as exported } from "../../app/api/audit/export/route.ts";
import { POST } from "../../app/api/audit/route.ts";
import { type Attribute, toOtel } from "../../lib/server/otel.ts";
import { get, post, setUp } from "./app.ts";
import { link } from "./chain.ts";
import { admin, token } from "./entries.ts";

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

const plain = (attributes: Attribute[]) => Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
const place = { session: "page", turn: 3, step: 1, attempt: 0 };
const otel = (record: Record<string, unknown>) => {
  const log = toOtel(link(undefined, { record, digests: {}, sealed: null }));
  if (log === null) throw new Error("no log record");
  return { ...log, attributes: plain(log.attributes) };
};

test("a completion is an inference under the names of the conventions for generative AI", () => {
  const usage = { inputTokens: 11, outputTokens: 7 };
  const log = otel({
    type: "completion",
    ...place,
    model: "one",
    answeredBy: "one-2026",
    responseId: "r1",
    finish: "stop",
    fault: null,
    usage,
    promptSha256: "ab",
    durationMs: 12.5,
  });
  expect(log).toMatchObject({
    eventName: "gen_ai.client.inference.operation.details",
    severityText: "INFO",
    timeUnixNano: "1795428000000000000",
  });
  expect(log.attributes).toMatchObject({
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "openai",
    "gen_ai.request.model": "one",
    "gen_ai.response.model": "one-2026",
    "gen_ai.response.id": "r1",
    "gen_ai.response.finish_reasons": { values: [{ stringValue: "stop" }] },
    "gen_ai.usage.input_tokens": "11",
    "gen_ai.usage.output_tokens": "7",
    "gen_ai.conversation.id": "page",
    "user.id": "someone",
    "sandpiper.prompt_sha256": "ab",
    "sandpiper.duration_ms": 12.5,
    "sandpiper.turn": "3",
    "sandpiper.audit.seq": "1",
  });
  expect(log.attributes).not.toHaveProperty("error.type");
});

test("a run and its outcome are the execution of one tool call", () => {
  const run = otel({ type: "run", ...place, code: "x = 1", by: "model" });
  expect(run.attributes).toMatchObject({
    "gen_ai.operation.name": "execute_tool",
    "gen_ai.tool.name": "python",
    "gen_ai.tool.call.arguments": '{"code":"x = 1"}',
    "gen_ai.tool.call.id": run.attributes["sandpiper.audit.hash"],
    "sandpiper.by": "model",
  });
  const outcome = otel({ type: "outcome", ...place, receipt: "r", status: "error", errorType: "KeyError", detail: "no" });
  expect(outcome).toMatchObject({ severityText: "ERROR", eventName: "sandpiper.audit.outcome" });
  expect(outcome.attributes).toMatchObject({ "gen_ai.tool.call.id": "r", "error.type": "KeyError", "sandpiper.status": "error" });
});

test("a fault, a refusal and a kill are errors; an administrator's reading is an event of ours", () => {
  expect(otel({ type: "completion", ...place, model: "one", fault: "timeout" }).attributes).toMatchObject({ "error.type": "timeout" });
  expect(otel({ type: "refused", ...place, code: "import os", reason: "os" }).attributes).toMatchObject({ "error.type": "refused" });
  expect(otel({ type: "outcome", ...place, receipt: "r", status: "killed" }).attributes).toMatchObject({ "error.type": "killed" });
  expect(otel({ type: "admin-read", what: "export" })).toMatchObject({ eventName: "sandpiper.audit.admin_read", severityText: "INFO" });
});

test("an erased entry and one of the first form map, what is no entry does not", () => {
  expect(otel({ type: "run", ...place }).attributes).not.toHaveProperty("gen_ai.tool.call.arguments");
  const { server: _, digests: __, sealed: ___, ...first } = link(undefined);
  expect(toOtel(first)).not.toBeNull();
  for (const odd of [null, 1, "x", {}, { ...link(undefined), record: null }]) expect(toOtel(odd)).toBeNull();
});

const Line = z.object({
  resourceLogs: z.array(z.object({ scopeLogs: z.array(z.object({ logRecords: z.array(z.object({ eventName: z.string() })) })) })),
});

test("the export gives a line of OTLP for each entry, and knows no other format", async () => {
  cleanups.push(setUp({ env: { ADMIN_TOKEN: token } }).clear);
  await post(POST, { type: "run", ...place, code: "x", by: "model", policyVersion: "test" });
  const text = await (await get(exported, "?format=otel", admin)).text();
  const names = text
    .trimEnd()
    .split("\n")
    .map((line) => Line.parse(JSON.parse(line)).resourceLogs[0]?.scopeLogs[0]?.logRecords[0]?.eventName);
  expect(names).toEqual(["sandpiper.audit.policy_change", "sandpiper.audit.run", "sandpiper.audit.admin_read"]);
  expect((await get(exported, "?format=xml", admin)).status).toBe(400);
});
