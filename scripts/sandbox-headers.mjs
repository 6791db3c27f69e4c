import { readFileSync } from "node:fs";

/** Digest of the frame's one inline script, as build-sandbox.mjs wrote it; null where nothing is built yet. */
function scriptDigest() {
  try {
    return JSON.parse(readFileSync(new URL("../public/sandbox/manifest.json", import.meta.url), "utf8")).script;
  } catch {
    return null;
  }
}

/** Policy of the frame: an opaque origin that runs one known script, compiles wasm, starts blob workers, and connects to nothing. */
const framePolicy = (digest, embedders) =>
  [
    "sandbox allow-scripts",
    "default-src 'none'",
    `script-src ${digest ? `'sha256-${digest}' ` : ""}'wasm-unsafe-eval'`,
    "worker-src blob:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${["'self'", ...embedders].join(" ")}`,
  ].join("; ");

const denied = ["camera", "microphone", "geolocation", "usb", "serial", "hid", "display-capture", "clipboard-read", "clipboard-write"];

/** Headers of /sandbox/frame.html. `embedders` are origins that may stand above the page. */
export const sandboxHeaders = (embedders = []) =>
  Object.entries({
    "Content-Security-Policy": framePolicy(scriptDigest(), embedders),
    "Document-Isolation-Policy": "isolate-and-require-corp",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-DNS-Prefetch-Control": "off",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": denied.map((name) => `${name}=()`).join(", "),
    "Cache-Control": "public, max-age=31536000, immutable",
  }).map(([key, value]) => ({ key, value }));
