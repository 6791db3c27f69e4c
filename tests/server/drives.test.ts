import { writeFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { POST } from "../../app/api/complete/route.ts";
import { GET as models } from "../../app/api/models/route.ts";
import { POST as savePolicy } from "../../app/api/policy/route.ts";
import { ModelList } from "../../lib/protocol/complete.ts";
import { ask, chunksOf, get, post, setUp } from "./app.ts";
import { admin, token } from "./entries.ts";
import { says, upstream } from "./upstream.ts";

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

async function world() {
  const server = await upstream(says("x"));
  const app = setUp({ env: { OPENAI_API_KEY: "sk-x", OPENAI_BASE_URL: server.url, OPENAI_MODEL: "one,two", ADMIN_TOKEN: token } });
  cleanups.push(server.stop, app.clear);
  const write = (policy: object) => writeFileSync(app.policy, JSON.stringify({ version: "test", ...policy }));
  return { server, write };
}

const Body = z.object({ messages: z.array(z.object({ content: z.string() })), max_tokens: z.number() });
const list = async () => ModelList.parse(await (await get(models)).json());

test("each call's system prompt and reply limit are the ones of the policy in force at that moment, from the file and from a saved version", async () => {
  const { server, write } = await world();
  const asked = async () => {
    await chunksOf(await post(POST, ask()));
    const body = Body.parse(server.seen.at(-1)?.body);
    return { system: body.messages[0]?.content ?? "", tokens: body.max_tokens };
  };
  write({ limits: { runMs: 11_000, steps: 7, memoryBytes: 512 * 1024 ** 2, replyTokens: 777 }, allowedModules: ["numpy", "pandas"] });
  const before = await asked();
  expect(before.tokens).toBe(777);
  for (const part of ["11 seconds", "at most 7 steps", "512 MiB", "may be imported: numpy, pandas."]) expect(before.system).toContain(part);
  const policy = { limits: { runMs: 22_000, steps: 3, replyTokens: 888 }, allowedModules: ["sympy"] };
  expect((await post(savePolicy, { policy }, { headers: admin })).status).toBe(200);
  const after = await asked();
  expect(after.tokens).toBe(888);
  for (const part of ["22 seconds", "at most 3 steps", "1024 MiB", "may be imported: sympy."]) expect(after.system).toContain(part);
});

test("only models that the policy names are offered and may be asked, the built-in analyst among them", async () => {
  const { server, write } = await world();
  const statusOf = async (model: string) => {
    const response = await post(POST, ask({ model }));
    await response.text();
    return response.status;
  };
  expect((await list()).models.map(({ id }) => id)).toEqual(["one", "two", "builtin"]);
  write({ models: [{ id: "two" }, { id: "elsewhere" }] });
  expect(await list()).toMatchObject({ models: [{ id: "two" }], default: "two", notes: [] });
  expect([await statusOf("one"), await statusOf("builtin"), await statusOf("elsewhere"), await statusOf("two")]).toEqual([400, 400, 400, 200]);
  expect(server.seen.map(({ body }) => body["model"])).toEqual(["two"]);
  write({ models: [{ id: "builtin" }] });
  expect(await list()).toMatchObject({ models: [{ id: "builtin" }], default: "builtin" });
  expect([await statusOf("two"), await statusOf("builtin")]).toEqual([400, 200]);
});

test("a policy that allows none of the server's models offers none and says so", async () => {
  const { write } = await world();
  write({ models: [] });
  expect(await list()).toEqual({ models: [], default: "", notes: [expect.stringContaining("allows none")] });
  expect((await post(POST, ask({ model: "" }))).status).toBe(400);
});
