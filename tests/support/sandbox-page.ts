import { openSandbox } from "../../lib/browser/sandbox.ts";
import { Policy } from "../../lib/protocol/policy.ts";

/** The page of tests/e2e/sandbox.spec.ts: the sandbox and nothing else. */
Object.assign(globalThis, { openSandbox, parsePolicy: (policy: unknown) => Policy.parse(policy) });
