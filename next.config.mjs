import { pageHeaders } from "./scripts/headers.mjs";
import { sandboxHeaders, viewerHeaders } from "./scripts/sandbox-headers.mjs";

const immutable = [{ key: "Cache-Control", value: "public, max-age=31536000, immutable" }];

/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // scripts/standalone.mjs: a build of its own, in that folder.
  ...(process.env.SANDPIPER_STANDALONE ? { output: "standalone", distDir: process.env.SANDPIPER_STANDALONE } : {}),
  // `npm run check` and `npm test` check every tsconfig; the build need not do it once more.
  typescript: { ignoreBuildErrors: true },
  async headers() {
    return [
      { source: "/((?!sandbox/|pyodide/).*)", headers: pageHeaders() },
      { source: "/sandbox/frame.html", headers: sandboxHeaders() },
      // Kept under an address that names its version and who may stand above it; without one it is asked for each time, as its policy may change.
      { source: "/sandbox/frame.html", has: [{ type: "query", key: "v" }], headers: immutable },
      // Any page may fetch it, also one that asks for CORP or checks its digest; what it may frame is another matter.
      { source: "/embed.js", headers: [{ key: "Cross-Origin-Resource-Policy", value: "cross-origin" }, { key: "Access-Control-Allow-Origin", value: "*" }] },
      { source: "/sandbox/viewer.html", headers: viewerHeaders() },
      // A worker keeps to the policy of its own script: the one that knows the originals connects to nothing.
      { source: "/sandbox/guard.js", headers: [{ key: "Content-Security-Policy", value: "default-src 'none'" }, { key: "X-Content-Type-Options", value: "nosniff" }] },
      // `v` is the digest of the file, so that what is kept for a year is never another file of the same name.
      { source: "/pyodide/:file(.+\\.(?:whl|wasm|zip))", has: [{ type: "query", key: "v" }], headers: immutable },
    ];
  },
};
