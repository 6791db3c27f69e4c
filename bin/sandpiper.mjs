#!/usr/bin/env node
/** `npx sandpiper run ...`, `npm run sandpiper -- run ...`: docs/headless.md. */
import { onOwnNode } from "../scripts/own-node.mjs";

const args = process.argv.slice(2);
/** What needs no product of this checkout is answered without one. */
const setup = args[0] === "run" && !args.some((word) => word === "--url" || word.startsWith("--url=") || word === "--help" || word === "-h");
process.exitCode = await onOwnNode("headless/cli.ts", args, { setup: setup && !process.env.SANDPIPER_BUILT });
