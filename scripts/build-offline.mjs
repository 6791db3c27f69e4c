/** Builds public/offline.js, the page's service worker (workers/offline.ts). It lies at the top since it may answer only for what is below it. */
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

export async function buildOffline() {
  const outfile = join(root, "public/offline.js");
  await build({ entryPoints: [join(root, "workers/offline.ts")], outfile, bundle: true, minify: true, format: "iife", target: "es2023", legalComments: "none" });
  return outfile;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(relative(root, await buildOffline()));
