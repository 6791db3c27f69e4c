#!/usr/bin/env node
/** `npm run eval:numbers`: docs/evaluation.md. */
import { onOwnNode } from "../scripts/own-node.mjs";

process.exitCode = await onOwnNode("eval/numbers-cli.ts", process.argv.slice(2));
