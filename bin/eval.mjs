#!/usr/bin/env node
/** `npm run eval -- FOLDER`: docs/evaluation.md. */
import { onOwnNode } from "../scripts/own-node.mjs";

process.exitCode = await onOwnNode("eval/cli.ts", process.argv.slice(2));
