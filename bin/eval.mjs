#!/usr/bin/env node
/** `npm run eval -- FOLDER`: docs/evaluation.md. */
import { onOwnNode } from "../scripts/own-node.mjs";

const args = process.argv.slice(2);
const setup = !args.includes("--compare") && !args.includes("--help") && !args.includes("-h");
process.exitCode = await onOwnNode("eval/cli.ts", args, { setup: setup && !process.env.SANDPIPER_BUILT });
