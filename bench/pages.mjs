/** The pages that are compared, built into one text each. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));

async function page(file) {
  const made = await build({ entryPoints: [join(here, "pages", file)], bundle: true, write: false, format: "iife", target: "es2023", minify: true });
  return `<!doctype html><meta charset="utf-8"><title>${file}</title><body><script>${made.outputFiles[0].text.replace(/<\/script/gi, "<\\/script")}</script>`;
}

export const pages = async () => ({ "/bench/stock.html": await page("stock.js"), "/bench/ours.html": await page("ours.ts") });
