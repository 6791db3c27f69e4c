/**
 * Run after `npm install`. A package index that lacks the builds for other platforms makes npm leave them out of the lock,
 * and then `npm ci` fails everywhere. This writes them in, pinned by version; tests/unit/lock.test.ts tells when it is due.
 */
import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

const OS = ["android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32", "aix"];
const CPU = ["arm64", "x64", "ia32", "arm", "ppc64", "riscv64", "s390x", "loong64", "mips64el", "wasm32"];

/** Platform of a native build, read from its name: "@next/swc-linux-arm64-musl" is linux, arm64, musl. */
export function platform(name) {
  const words = name.split("/").at(-1).split(/[-_]/);
  const os = OS.filter((known) => words.includes(known));
  const cpu = CPU.filter((known) => words.includes(known));
  const libc = words.includes("musl") ? ["musl"] : words.includes("gnu") ? ["glibc"] : [];
  return Object.fromEntries(Object.entries({ cpu, libc, os }).filter(([, values]) => values.length > 0));
}

/** Optional packages that the lock names as needed but does not hold: path in the lock, and the entry it should have. */
export function absent(lock) {
  const wanted = Object.entries(lock.packages).flatMap(([path, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(
        ([name, range]) => /^\d/.test(range) && !lock.packages[`node_modules/${name}`] && !lock.packages[`${path}/node_modules/${name}`],
      )
      .map(([name, version]) => [
        `node_modules/${name}`,
        { version, ...platform(name), ...(entry.dev ? { dev: true } : {}), optional: true },
      ]),
  );
  return wanted.filter(([, entry]) => entry.os || entry.cpu);
}

const sorted = (packages) => Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a === b ? 0 : a.localeCompare(b, "en"))));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = resolve(fileURLToPath(import.meta.url), "../../package-lock.json");
  const lock = JSON.parse(await readFile(file, "utf8"));
  const missing = absent(lock);
  const packages = sorted({ ...lock.packages, ...Object.fromEntries(missing) });
  await writeFile(file, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
  process.stdout.write(`${missing.length} platform packages added to package-lock.json\n`);
}
