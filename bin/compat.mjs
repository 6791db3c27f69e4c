#!/usr/bin/env node
/** `npm run eval:compat -- FOLDER`: docs/evaluation.md. */
import { onOwnNode } from "../scripts/own-node.mjs";

process.exitCode = await onOwnNode("eval/compat-cli.ts", process.argv.slice(2));
