import { join } from "node:path";
import { basename } from "node:path";
import { readFileSync } from "node:fs";
import { ready } from "../headless/ready.ts";
import { print } from "../headless/say.ts";
import { root } from "../headless/root.ts";
import { nodeSandbox } from "../tests/support/node-sandbox.ts";
import { nodeWay } from "./node-way.ts";
import { type Numbers, numbersOf } from "./numbers.ts";
import { readSuite } from "./suite.ts";

/** `npm run eval:numbers`: over the suite, how often a computed number of an answer is flagged, and how often a wrong one is not. */
await ready();
const suite = readSuite(join(root, "eval/suite"));
const sandbox = await nodeSandbox();
const way = nodeWay(sandbox, suite.folder);
const found: Numbers[] = [];
let sentBack = 0;
for (const item of suite.items) {
  const { session } = await way.ask(item, item.question, new AbortController().signal);
  const opened = await sandbox.open(
    Object.fromEntries(item.files.map((file) => [basename(file), Uint8Array.from(readFileSync(join(suite.folder, file)))])),
  );
  sentBack += session.turns[0]?.steps.some(({ remarks }) => remarks.length > 0) ? 1 : 0;
  const numbers = numbersOf(session, opened);
  if (numbers) found.push(numbers);
}
const sum = (of: keyof Numbers) => found.reduce((total, one) => total + one[of], 0);
const share = (part: number, whole: number) => `${part} of ${whole} (${((100 * part) / whole).toFixed(1)} %)`;
print(`answers: ${found.length} of ${suite.items.length} questions, sent back: ${sentBack}`);
print(`computed numbers that are flagged: ${share(sum("flagged"), sum("numbers"))}`);
print(`the same, had the model typed them: ${share(sum("flaggedTyped"), sum("numbers"))}`);
print(`typed numbers with a wrong first digit that are flagged: ${share(sum("caught"), sum("wrong"))}`);
process.exit(0);
