import { readFile } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./run.mjs";
import { entry, say, Trouble } from "./say.mjs";

const readJson = async (path) => JSON.parse(await readFile(path, "utf8").catch(() => "null"));

/** True when what npm says it installed is what the lock pins: same versions, same digests. */
export function isInstalled(lock, hidden) {
  if (!hidden) return false;
  const pinned = Object.entries(lock.packages).filter(([path, { optional }]) => path !== "" && !optional);
  return pinned.every(([path, { version, integrity }]) => {
    const there = hidden.packages[path];
    return there !== undefined && there.version === version && there.integrity === integrity;
  });
}

/** npm runs on the machine's Node: the project's own, which npm run puts first on the path, is about to be replaced. */
const machinePath = () =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => !folder.endsWith(join("node_modules", ".bin")))
    .join(delimiter);

const npm = (root, args) => {
  const windows = process.platform === "win32";
  const env = { ...process.env, PATH: machinePath() };
  return run(windows ? "npm.cmd" : "npm", args, { show: true, shell: windows, cwd: root, env });
};

/** Installs exactly what package-lock.json pins, unless that is what is there. */
export async function install(root) {
  const lock = await readJson(join(root, "package-lock.json"));
  if (isInstalled(lock, await readJson(join(root, "node_modules/.package-lock.json")))) return "unchanged";
  say("  npm ci installs the packages that package-lock.json pins; the first time takes about a minute");
  const { code } = await npm(root, ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  if (code !== 0)
    throw new Trouble("npm ci failed; its message is above. Check the network and npm's settings (proxy, certificate), then start again.");
  return "done";
}

async function answers(path, version) {
  const { code, text } = await run(path, ["--version"]);
  return code === 0 && text.trim() === `v${version}`;
}

/** The project's own Node. Its install script may have been skipped, so it is asked for its version and installed anew if need be. */
export async function projectNode(root) {
  const { version } = await readJson(join(root, "node_modules/node/package.json"));
  const path = join(root, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");
  if (await answers(path, version)) return { path, version };
  say(`  npm rebuild node fetches the project's own Node ${version}`);
  await npm(root, ["rebuild", "node", "--foreground-scripts", "--loglevel=error"]);
  if (await answers(path, version)) return { path, version };
  if (Number(process.versions.node.split(".")[0]) >= 24) return { path: process.execPath, version: process.versions.node };
  throw new Trouble(`the project's own Node ${version} could not be installed at ${path}; install Node 24 or newer and start again`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = resolve(fileURLToPath(import.meta.url), "../..");
  await entry(() => install(root));
}
