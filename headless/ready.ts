import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { Trouble } from "./outcome.ts";
import { root } from "./root.ts";

/** A look that finds nothing to do is over before this, and is not told of. */
const silentMs = 3_000;

/** Sets up what is missing or changed, as `npm start` does, once the command's words are known to be right. SANDPIPER_BUILT skips the look. */
export async function ready(): Promise<void> {
  if (process.env.SANDPIPER_BUILT) return;
  const child = spawn(process.execPath, [join(root, "scripts/setup.mjs")], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  let waiting: Buffer[] | null = [];
  const show = () => {
    for (const piece of waiting ?? []) process.stderr.write(piece);
    waiting = null;
  };
  const timer = setTimeout(show, silentMs);
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece: Buffer) => void (waiting ? waiting.push(piece) : process.stderr.write(piece)));
  const [code] = await once(child, "close");
  clearTimeout(timer);
  if (code === 0) return;
  show();
  throw new Trouble("server", "Set-up did not end well; what it said is above.");
}
