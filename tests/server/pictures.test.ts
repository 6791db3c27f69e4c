import { writeFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { POST } from "../../app/api/complete/route.ts";
import { ask, chunksOf, post, setUp } from "./app.ts";
import { says, upstream } from "./upstream.ts";

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3, 4]).toString("base64");

async function world(masking: object, images: string) {
  const server = await upstream(says("x"));
  const app = setUp({ env: { OPENAI_API_KEY: "sk-x", OPENAI_BASE_URL: server.url, OPENAI_MODEL: "one,two", ...(images ? { SANDPIPER_MODEL_IMAGES: images } : {}) } });
  writeFileSync(app.policy, JSON.stringify({ version: "pictures", masking }));
  cleanups.push(server.stop, app.clear);
  return server;
}

test("a picture goes to the model as an image beside the words of the last message", async () => {
  const server = await world({ pictures: true }, "one");
  await chunksOf(await post(POST, ask({ pictures: [png] })));
  expect(server.seen[0]?.body.messages).toMatchObject([
    { role: "system" },
    { role: "user", content: [{ type: "text", text: "How much did we sell?" }, { type: "image_url", image_url: { url: `data:image/png;base64,${png}` } }] },
  ]);
});

test("without pictures the words go as they always did", async () => {
  const server = await world({ pictures: true }, "one");
  await chunksOf(await post(POST, ask()));
  expect(server.seen[0]?.body.messages).toMatchObject([{ role: "system" }, { role: "user", content: "How much did we sell?" }]);
});

test.each([
  ["by default", {}, "one"],
  ["where the model takes none", { pictures: true }, "two"],
  ["where nobody says that it does", { pictures: true }, ""],
  ["in schema-only mode", { pictures: true, mode: "schema-only" }, "one"],
  ["in strict mode", { pictures: true, strict: true }, "one"],
])("%s the server passes no picture on, whatever the page sends", async (_name, masking, images) => {
  const server = await world(masking, images);
  expect(await chunksOf(await post(POST, ask({ pictures: [png] })))).toMatchObject([{ type: "failed", fault: "withheld" }]);
  expect(server.seen).toEqual([]);
});

test("what is no PNG, or too many of them, is no request", async () => {
  const server = await world({ pictures: true }, "one");
  for (const pictures of [["aGVsbG8="], [`${png}" onload="x`], [png, png, png], []])
    expect((await post(POST, ask({ pictures }))).status).toBe(400);
  expect(server.seen).toEqual([]);
});
