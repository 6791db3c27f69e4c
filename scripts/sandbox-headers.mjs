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
export const framePolicy = (embedders = [], digest = scriptDigest()) =>
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

/** What stands in a header of /sandbox/viewer.html beside the policy in its own text, where this has no say. */
export const viewerPolicy = (embedders = []) => `frame-ancestors ${["'self'", ...embedders].join(" ")}`;

export const viewerHeaders = () => [
  { key: "Content-Security-Policy", value: viewerPolicy() },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "no-referrer" },
];

const denied = ["camera", "microphone", "geolocation", "usb", "serial", "hid", "display-capture", "clipboard-read", "clipboard-write"];

/** Headers of /sandbox/frame.html; proxy.ts widens who may stand above it. */
export const sandboxHeaders = () =>
  Object.entries({
    "Content-Security-Policy": framePolicy(),
    "Document-Isolation-Policy": "isolate-and-require-corp",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-DNS-Prefetch-Control": "off",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": denied.map((name) => `${name}=()`).join(", "),
  }).map(([key, value]) => ({ key, value }));
