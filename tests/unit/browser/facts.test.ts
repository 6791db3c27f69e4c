import { expect, test } from "vitest";
import { facts } from "../../../lib/browser/facts.ts";
import type { PublicPolicy } from "../../../lib/protocol/in-force.ts";
import { Policy } from "../../../lib/protocol/policy.ts";

const policy: PublicPolicy = {
  ...Policy.parse({ version: "strict", masking: { mode: "masked" } }),
  sha256: "0".repeat(64),
  from: { base: "file", fields: { version: { by: "file" } } },
};
const list = { models: [{ id: "one", label: "One", builtin: false }], default: "one", notes: [] };

/** What the page learns where the server answers the policy like this, one answer after the other, and which paths it asked. */
async function learned(...policies: (() => Response)[]) {
  const asked: string[] = [];
  const fetcher: typeof fetch = async (path) => {
    asked.push(String(path));
    if (path === "/api/models") return Response.json(list);
    return (policies.length > 1 ? policies.shift() : policies[0])?.() ?? Response.error();
  };
  return { asked, ...(await facts(new AbortController().signal, fetcher)) };
}

test("a page learns the policy and the models", async () => {
  expect(await learned(() => Response.json(policy))).toEqual({ asked: ["/api/policy", "/api/models"], policy, list });
});

test("a policy that does not come at once is asked for again", async () => {
  const failing = () => new Response("", { status: 503 });
  expect(await learned(failing, () => Response.json(policy))).toMatchObject({ policy: { version: "strict" }, list });
});

const broken: [string, () => Response][] = [
  ["refused", () => new Response("", { status: 503 })],
  ["no policy", () => Response.json({ models: [] })],
  ["of a newer server", () => Response.json({ ...policy, future: 1 })],
  ["looser than it may be", () => Response.json({ ...policy, masking: { mode: "whatever" } })],
  ["cut", () => new Response('{"version":')],
];
test.each(broken)("where the policy is %s no model is on offer: nothing is asked under a policy that nobody set", async (_, answer) => {
  expect(await learned(answer)).toMatchObject({ policy: null, list: null, asked: ["/api/policy", "/api/policy"] });
});
