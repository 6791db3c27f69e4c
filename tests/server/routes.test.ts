import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { setUp } from "./app.ts";
import { token } from "./entries.ts";

const folder = join(import.meta.dirname, "../../app/api");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("route.ts"));

/** Whom each handler lets in. A route that is not named here has no door that anyone thought of. */
const doors: Record<string, "anyone" | "page" | "administrator" | "proof"> = {
  "GET health": "anyone",
  "GET live": "anyone",
  "GET ready": "anyone",
  "GET models": "anyone",
  "GET policy": "anyone",
  "GET policy?full=1": "administrator",
  "POST policy": "administrator",
  "POST policy?dryRun=1": "administrator",
  "POST complete": "page",
  "POST audit": "page",
  "GET audit": "administrator",
  "GET audit/search": "administrator",
  "GET audit/verify": "administrator",
  "GET audit/export": "administrator",
  "POST audit/erase": "administrator",
  "GET usage": "administrator",
  "GET overview": "administrator",
  "GET isolation?proof=x": "administrator",
  "POST isolation": "administrator",
  "POST isolation?proof=x": "administrator",
  // Anyone may knock: it counts for a proof that an administrator began, and answers one constant.
  "GET isolation/x/y": "proof",
  "HEAD isolation/x/y": "proof",
  "PUT isolation/x/y": "proof",
  "PATCH isolation/x/y": "proof",
  "DELETE isolation/x/y": "proof",
  "OPTIONS isolation/x/y": "proof",
};

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const Handler = z.custom<(request: Request) => Promise<Response>>((value) => typeof value === "function");
const nameOf = (file: string) => relative(folder, join(folder, file, "..")).replaceAll("\\", "/").replace(/\/?\[\[.*$/, "");

const handlers = new Map<string, z.infer<typeof Handler>>();
for (const file of files) {
  const module = z.record(z.string(), z.unknown()).parse({ ...(await import(join(folder, file))) });
  for (const method of methods) if (method in module) handlers.set(`${method} ${nameOf(file)}`, Handler.parse(module[method]));
}

let clear = () => {};
beforeEach(() => {
  clear = setUp({ env: { ADMIN_TOKEN: token } }).clear;
});
afterEach(() => clear());

const plain = (door: string) => door.replace(/\?.*$/, "").replace(/(isolation)\/.*$/, "$1");
const home = "http://localhost:3000";

function call(door: string, headers: Record<string, string>) {
  const [method = "", path = ""] = door.split(" ");
  const handler = handlers.get(plain(door));
  if (handler === undefined) throw new Error(`no handler for ${door}`);
  const all = { host: "localhost:3000", "content-type": "application/json", ...headers };
  return handler(new Request(`${home}/api/${path}`, { method, headers: all, body: ["GET", "HEAD"].includes(method) ? null : "{}" }));
}

test("every handler of every route is known here", () => {
  expect([...handlers.keys()].sort()).toEqual([...new Set(Object.keys(doors).map(plain))].sort());
});

const of = (kind: string) => Object.keys(doors).filter((door) => doors[door] === kind);

test.each(of("administrator"))("%s is the administrator's: it checks for itself, whatever else is said", async (door) => {
  const words: Record<string, string>[] = [
    {},
    { authorization: "Bearer " },
    { authorization: `Bearer ${token}x` },
    { authorization: token },
    { cookie: `token=${token}` },
    { "x-forwarded-email": "boss@example.org", "x-sandpiper-proxy": token },
    { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
  ];
  for (const word of words) expect((await call(door, { origin: home, ...word })).status, JSON.stringify(word)).toBe(401);
  const entered = await call(door, { origin: home, authorization: `Bearer ${token}` });
  await entered.text();
  expect([401, 403]).not.toContain(entered.status);
});

test.each(of("administrator").concat(of("page")).filter((door) => door.startsWith("POST")))("%s is for our own page alone", async (door) => {
  for (const origin of ["https://evil.example", "null", "http://localhost:4000"])
    expect((await call(door, { origin, authorization: `Bearer ${token}` })).status, origin).toBe(403);
  expect((await call(door, { authorization: `Bearer ${token}` })).status).toBe(403);
});

test.each(of("anyone"))("%s tells anyone no secret", async (door) => {
  const text = await (await call(door, {})).text();
  for (const secret of [token, process.env["SANDPIPER_DATA"] ?? "-"]) expect(text).not.toContain(secret);
});

test.each(of("proof"))("%s answers nothing where no administrator began a proof", async (door) => {
  expect((await call(door, { origin: "https://evil.example" })).status).toBe(404);
});
