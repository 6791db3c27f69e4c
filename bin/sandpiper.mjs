#!/usr/bin/env node
/** `npx sandpiper run ...`, `npm run sandpiper -- run ...`: docs/headless.md. */
import { onOwnNode } from "../scripts/own-node.mjs";

process.exitCode = await onOwnNode("headless/cli.ts", process.argv.slice(2));
