/**
 * Builds public/sandbox/viewer.html: one file, one inline script (the pinned Plotly strict bundle and the viewer), named in the
 * page's own policy by its digest. `node scripts/build-viewer.mjs`, or call `buildViewer()`.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const plotly = join(root, "node_modules/plotly.js-strict-dist-min/plotly-strict.min.js");
const style = "html,body,#chart{margin:0;height:100%;width:100%}body{overflow:hidden}.modebar{opacity:.75}";

async function bundled() {
  const out = await build({
    entryPoints: [join(root, "workers/viewer/viewer.ts")],
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: "es2022",
    legalComments: "none",
    charset: "ascii",
  });
  return out.outputFiles[0].text;
}

/** What the HTML parser would read otherwise than as script text, written in a way that means the same in JavaScript strings. */
const inline = (script) =>
  script
    .replace(/<(?=\/script|script|!--)/gi, "\\x3c")
    .replace(/\r\n?/g, "\n")
    .replaceAll("\0", "\\0");

/** The policy of the viewer: a digest for its one script, styles and pictures of its own, nothing else. */
const policyOf = (digest) =>
  `default-src 'none'; script-src 'sha256-${digest}'; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'`;

export async function buildViewer() {
  const script = inline(`${await readFile(plotly, "utf8")}\n${await bundled()}`);
  const digest = createHash("sha256").update(script).digest("base64");
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policyOf(digest)}"><title>Chart</title><style>${style}</style></head><body><div id="chart"></div><script>${script}</script></body></html>\n`;
  const file = join(root, "public/sandbox/viewer.html");
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, html);
  return { file, digest, policy: policyOf(digest) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { file, digest } = await buildViewer();
  console.log(`${file} (sha256-${digest})`);
}
