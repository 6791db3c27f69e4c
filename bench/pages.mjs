/** The pages that are compared, built into one text each. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const files = { stock: "stock.js", webui: "webui.js", jupyter: "jupyter.js", ours: "ours.ts" };

async function page(file) {
  const made = await build({ entryPoints: [join(here, "pages", file)], bundle: true, write: false, format: "iife", target: "es2023", minify: true });
  return `<!doctype html><meta charset="utf-8"><title>${file}</title><body><script>${made.outputFiles[0].text.replace(/<\/script/gi, "<\\/script")}</script>`;
}

/** By the path that they are opened at. */
export const pages = async () => Object.fromEntries(await Promise.all(Object.entries(files).map(async ([name, file]) => [`/bench/${name}.html`, await page(file)])));
