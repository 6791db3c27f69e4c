import { writeFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { POST as record } from "../../app/api/audit/route.ts";
import { POST } from "../../app/api/complete/route.ts";
import { Policy } from "../../lib/protocol/policy.ts";
import { canonical } from "../../lib/policy/chain/canonical.ts";
import { sha256 } from "../../lib/server/audit/entry.ts";
import { ask, chunksOf, linesOf, post, type Setup, setUp, textOf } from "./app.ts";
import { entries, token } from "./entries.ts";
import { events, later, open, piece, type Script, says, upstream } from "./upstream.ts";

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

async function world(script: Script, setup: Setup = {}) {
  const server = await upstream(script);
  const env = { OPENAI_API_KEY: "sk-x", OPENAI_BASE_URL: server.url, OPENAI_MODEL: "one", ADMIN_TOKEN: token, ...setup.env };
  const app = setUp({ ...setup, env });
  cleanups.push(server.stop, app.clear);
  return app;
}

test("a reply that went through the server is on record by the server itself, with what ties it to the page's entries", async () => {
  await world(says("print", "('größe')"));
  const request = ask({ turn: 2, step: 1 });
  const chunks = await chunksOf(await post(POST, request));
  const [completion] = await entries("completion");
  expect(completion?.record).toEqual({
    type: "completion",
    session: "page",
    turn: 2,
    step: 1,
    attempt: 0,
    model: "one",
    answeredBy: "one-2026",
    responseId: "reply-1",
    finish: "stop",
    fault: null,
    usage: { inputTokens: 11, outputTokens: 7 },
    costMicros: null,
    promptSha256: sha256(canonical(request.messages)),
    promptChars: 21,
    replySha256: sha256(textOf(chunks)),
    replyChars: 14,
    durationMs: expect.any(Number),
  });
});

test("a tool call is part of what the reply was", async () => {
  const call = piece({ tool_calls: [{ index: 0, function: { name: "python", arguments: '{"code":"x"}' } }] });
  await world(events(piece({ content: "Now:" }), call, piece({}, "tool_calls")));
  await chunksOf(await post(POST, ask()));
  expect((await entries("completion"))[0]?.record).toMatchObject({ finish: "tool", replySha256: sha256('Now:{"code":"x"}') });
});

test("a reply that failed, and one of the built-in analyst, are on record too", async () => {
  await world((response) => void response.writeHead(401).end("{}"));
  await chunksOf(await post(POST, ask()));
  await chunksOf(await post(POST, ask({ model: "builtin" })));
  expect(await entries("completion")).toMatchObject([
    { record: { model: "one", fault: "unauthorized", finish: null, replyChars: 0, replySha256: sha256("") } },
    { record: { model: "builtin", fault: null, finish: "stop" } },
  ]);
});

test("a reader who leaves in the middle of a reply leaves what was said on record", async () => {
  await world(async (response) => {
    open(response);
    response.write(piece({ content: "half " }));
    await later(20_000);
  });
  const response = await post(POST, ask());
  for await (const chunk of linesOf(response)) {
    if (chunk.type === "asked") continue;
    expect(chunk).toMatchObject({ type: "text", text: "half " });
    break;
  }
  await expect
    .poll(async () => (await entries("completion"))[0]?.record, { timeout: 10_000 })
    .toMatchObject({
      fault: "stopped",
      replySha256: sha256("half "),
    });
});

test("a reply that cannot be put on record is closed as failed", async () => {
  const { data } = await world(says("x"), { env: { SANDPIPER_SECRET: "s".repeat(40) } });
  writeFileSync(data, "a file where the folder belongs");
  expect((await chunksOf(await post(POST, ask()))).at(-1)).toMatchObject({
    type: "failed",
    fault: "unavailable",
    message: expect.stringContaining("SANDPIPER_DATA"),
  });
});

const run = { type: "run", session: "page", turn: 0, step: 0, attempt: 0, code: "x", by: "model", policyVersion: "test" } as const;

test("each entry holds what the server knows: app, policy, packages; a policy that changes is on record before what runs under it", async () => {
  const { policy } = await world(says("x"));
  await post(record, run);
  await post(record, run);
  const other = { version: "stricter", limits: { runMs: 5 } };
  writeFileSync(policy, JSON.stringify(other));
  await post(record, run);
  const all = (await entries()).filter(({ record: { type } }) => type !== "admin-read");
  const digest = sha256(canonical(Policy.parse(other)));
  expect(all.map(({ record: { type } }) => type)).toEqual(["policy-change", "run", "run", "policy-change", "run"]);
  expect(all[3]).toMatchObject({
    actor: "server",
    record: { from: all[0]?.record.to, to: digest, version: "stricter", policy: { limits: { runMs: 5 } } },
  });
  expect(all[4]?.server).toEqual({
    app: expect.stringMatching(/^\d+\.\d+\.\d+/),
    policy: { version: "stricter", sha256: digest },
    lockSha256: expect.toSatisfy((value) => value === null || /^[0-9a-f]{64}$/.test(value)),
  });
});

test("no page can write the server's own records, and the fields of the full entry are taken and opened again", async () => {
  await world(says("x"));
  for (const type of ["policy-change", "admin-read", "erasure", "completion"])
    expect((await post(record, { ...run, type })).status).toBe(400);
  const inputs = [{ file: "Anna Meier.csv", bytes: 10, sha256: sha256("a"), of: "content", tables: [{ rows: 3, columns: 2 }] }];
  const full = { ...run, inputs, parent: null };
  const place = { session: "page", turn: 0, step: 0, attempt: 0 };
  const shown = { type: "unmask", ...place, table: "people", column: "name", values: 3 };
  const kept = { type: "export", ...place, file: "a.xlsx", format: "xlsx", bytes: 3, sha256: null, unmasked: true };
  for (const body of [full, shown, kept]) expect((await post(record, body)).status).toBe(200);
  expect(await entries("run")).toMatchObject([{ record: full, digests: { inputs: sha256(canonical(inputs)) } }]);
  expect(await entries("unmask")).toMatchObject([{ record: shown }]);
  expect(await entries("export")).toMatchObject([{ record: kept }]);
});
