import { pageHeaders } from "./scripts/headers.mjs";
import { sandboxHeaders } from "./scripts/sandbox-headers.mjs";

const immutable = [{ key: "Cache-Control", value: "public, max-age=31536000, immutable" }];

/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` and `npm test` check every tsconfig; the build need not do it once more.
  typescript: { ignoreBuildErrors: true },
  async headers() {
    return [
      { source: "/((?!sandbox/|pyodide/).*)", headers: pageHeaders() },
      { source: "/sandbox/frame.html", headers: sandboxHeaders() },
      // `v` is the digest of the file, so that what is kept for a year is never another file of the same name.
      { source: "/pyodide/:file(.+\\.(?:whl|wasm|zip))", has: [{ type: "query", key: "v" }], headers: immutable },
    ];
  },
};
