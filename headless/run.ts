import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "@playwright/test";
import type { Helper } from "../lib/protocol/policy.ts";
import { type Item, type RunArgs, readArgs } from "./args.ts";
import { auditOf } from "./audit.ts";
import { openBrowser } from "./browser.ts";
import { appVersion, policyOf, readPolicy } from "./facts.ts";
import { atOnce, pooled } from "./machine.ts";
import { type Ended, exitCodes, Trouble, worst } from "./outcome.ts";
import { promptUnder } from "./prompt.ts";
import { ready } from "./ready.ts";
import { print, seconds, tell } from "./say.ts";
import { type Server, serverAt, startServer } from "./server.ts";
import { holdSession } from "./session.ts";
import { keyOf, Summary } from "./summary.ts";
import { isOurs, writeOut } from "./write.ts";

interface Place {
  readonly args: RunArgs;
  readonly server: Server;
  readonly browser: Browser;
  readonly prompt: string | null;
  readonly policy: string;
  readonly helpers: readonly Helper[];
  readonly signal: AbortSignal;
}

/** `sandpiper run`: gives the exit code. */
export async function run(words: readonly string[], signal: AbortSignal): Promise<number> {
  const args = readArgs(words);
  if (args.policyFile !== null) readPolicy(args.policyFile);
  for (const item of args.items) refuseOthers(folderOf(args, item));
  if (args.url === null) await ready();
  if (signal.aborted) return exitCodes.interrupted;
  const say = args.quiet ? () => undefined : tell;
  const server = args.url === null ? await startServer({ policyFile: args.policyFile }) : await serverAt(args.url);
  try {
    const policy = await policyOf(server);
    const browser = await openBrowser();
    try {
      const place: Place = { args, server, browser, signal, policy: policy.version, helpers: policy.helpers, prompt: server.own ? promptUnder(policy).version : null };
      return await askAll(place, say);
    } finally {
      await browser.close().catch(() => undefined);
    }
  } finally {
    await server.close();
  }
}

const folderOf = ({ batch, out }: RunArgs, { id }: Item) => (batch ? join(out, id) : out);

/** What an earlier asking wrote is written anew; a folder of anyone else's is left alone. */
function refuseOthers(out: string): void {
  if (!isOurs(out)) throw new Trouble("usage", `--out ${out} holds files that are not of an earlier run; name a new folder.`);
}

async function askAll(place: Place, say: (line: string) => void): Promise<number> {
  const { args, signal } = place;
  const made = new Map<string, Summary | Ended>();
  const width = args.batch ? atOnce(args.jobs) : 1;
  if (args.batch) say(`${args.items.length} questions, ${Math.min(width, args.items.length)} at once`);
  await pooled(args.items, width, signal, async (item) => {
    made.set(item.id, await askOne(place, item, say));
  });
  const ended = args.items.map(({ id }) => made.get(id) ?? "interrupted").map((one) => (typeof one === "string" ? one : one.ended));
  const summaries = [...made.values()].filter((one) => typeof one !== "string");
  report(place, summaries, ended);
  return signal.aborted ? exitCodes.interrupted : exitCodes[worst(ended)];
}

/** One item into its folder. What is broken about one does not keep the others of a batch from being asked. */
async function askOne(place: Place, item: Item, say: (line: string) => void): Promise<Summary | Ended> {
  const { args, server, browser, signal, prompt, policy, helpers } = place;
  const out = folderOf(args, item);
  const label = args.batch ? `[${item.id}] ` : "";
  const key = keyOf({ ...item, files: item.files.map(stampOf), policy: args.policyFile === null ? policy : readFileSync(args.policyFile, "utf8") });
  const before = args.batch && !args.again ? done(out, key) : null;
  if (before) {
    say(`${label}done already: ${before.ended}`);
    return before;
  }
  try {
    const job = { files: item.files, questions: item.questions, model: item.model, timeoutMs: args.timeoutMs, approve: args.approve };
    const held = await holdSession(browser, server.url, job, signal, (line) => say(`${label}${line}`));
    const audit = await auditOf(server, held.id);
    const summary = await writeOut({ id: item.id, out, job, held: signal.aborted ? { ...held, ended: "interrupted" } : held, audit, prompt, policy, helpers, app: appVersion(), key });
    say(`${label}${summary.ended} in ${seconds(held.ms)}: ${out}`);
    return summary;
  } catch (error) {
    if (signal.aborted) return "interrupted";
    if (!args.batch) throw error;
    say(`${label}${error instanceof Error ? error.message : error}`);
    return error instanceof Trouble ? error.ended : "bug";
  }
}

/** A file that was changed is another file. */
function stampOf(path: string): string {
  const { size, mtimeMs } = statSync(path);
  return `${path} ${size} ${mtimeMs}`;
}

/** The summary of the same question asked before, where it came to an end of its own. */
function done(out: string, key: string): Summary | null {
  const path = join(out, "summary.json");
  if (!existsSync(path)) return null;
  try {
    const read = Summary.safeParse(JSON.parse(readFileSync(path, "utf8")));
    return read.success && read.data.key === key && ["answered", "partial", "failed"].includes(read.data.ended) ? read.data : null;
  } catch {
    return null;
  }
}

function report({ args }: Place, summaries: readonly Summary[], ended: readonly Ended[]): void {
  const counts = [...new Set(ended)].map((one) => `${ended.filter((each) => each === one).length} ${one}`);
  const plain = args.batch ? counts.join(", ") : summaries[0] ? plainly(summaries[0]) : "";
  print(args.json ? JSON.stringify(args.batch ? summaries : (summaries[0] ?? { ended: ended[0] }), null, 2) : plain);
}

/** What was found; of several questions each under its question. */
function plainly({ questions, findings, message }: Summary): string {
  const named = questions.length > 1;
  const told = findings.flatMap((finding, at) => (finding ? [named ? `${questions[at]}\n${finding}` : finding] : []));
  return [...told, ...(message ? [message] : [])].join("\n\n");
}
