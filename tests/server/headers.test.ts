import { writeFileSync } from "node:fs";
import { NextRequest } from "next/server";
import { afterEach, expect, test } from "vitest";
import { proxy } from "../../proxy.ts";
import { setUp } from "./app.ts";

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

function world(env: Record<string, string> = {}) {
  const app = setUp({ env });
  cleanups.push(app.clear);
  return (policy: unknown) => writeFileSync(app.policy, typeof policy === "string" ? policy : JSON.stringify(policy));
}

const policyOf = async (path: string) => (await proxy(new NextRequest(`http://localhost:3000${path}`))).headers.get("content-security-policy");
const ancestors = async (path: string) => /frame-ancestors ([^;]*)/.exec((await policyOf(path)) ?? "")?.[1] ?? null;
const right = "https://intranet.example.org";

test("without a word of the policy only the app itself may stand above its pages, and the frames keep their own header", async () => {
  world();
  for (const path of ["/", "/embed"]) expect(await ancestors(path)).toBe("'self'");
  for (const path of ["/sandbox/frame.html", "/sandbox/viewer.html"]) expect(await policyOf(path)).toBeNull();
});

test("the origins of the policy in force may, from the moment it names them until it does not", async () => {
  const write = world();
  write({ embedOrigins: [right, "http://localhost:8080"] });
  for (const path of ["/embed", "/sandbox/frame.html", "/sandbox/viewer.html"])
    expect(await ancestors(path), path).toBe(`'self' ${right} http://localhost:8080`);
  expect(await policyOf("/sandbox/frame.html")).toMatch(/^sandbox allow-scripts; default-src 'none';.*connect-src 'none'/);
  for (const path of ["/", "/admin", "/admin/audit"]) expect(await ancestors(path), path).toBe("'self'");
  write({});
  expect(await ancestors("/embed")).toBe("'self'");
});

test("a policy that is not valid widens nothing, and does not take back what the last good one said", async () => {
  const write = world();
  write({ embedOrigins: ["https://*.example.org"] });
  expect(await ancestors("/embed")).toBe("'self'");
  write({ embedOrigins: [right] });
  expect(await ancestors("/embed")).toBe(`'self' ${right}`);
  write('{"embedOrigins": ["https://evil.example');
  expect(await ancestors("/embed")).toBe(`'self' ${right}`);
});

test("settings that cannot be used leave the pages to the app itself, with their nonce", async () => {
  world({ OPENAI_BASE_URL: "ftp://nowhere" })({ embedOrigins: [right] });
  expect(await ancestors("/")).toBe("'self'");
  const policies = [await policyOf("/"), await policyOf("/")];
  for (const policy of policies) expect(policy).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]{24}';/);
  expect(policies[0]).not.toBe(policies[1]);
});
