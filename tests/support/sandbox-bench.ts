import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { build, type Plugin } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));

/** The page that holds a sandbox and nothing else. */
export async function html(plugins: Plugin[] = [], entry = "sandbox-page.ts"): Promise<string> {
  const made = await build({ entryPoints: [join(here, entry)], bundle: true, write: false, format: "iife", target: "es2023", plugins });
  return `<!doctype html><title>Sandbox under test</title><body><script>${made.outputFiles[0]?.text.replace(/<\/script/gi, "<\\/script")}</script>`;
}

/** Opens a page of the app's own origin that holds a sandbox and nothing else; frame, headers and files are the server's. */
export async function openBench(page: Page, entry?: string): Promise<void> {
  const body = await html([], entry);
  await page.route("**/sandbox-under-test", (route) => route.fulfill({ body, contentType: "text/html" }));
  await page.goto("/sandbox-under-test");
}
