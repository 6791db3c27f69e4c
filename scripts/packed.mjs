import { createReadStream, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

const TYPES = { zip: "application/zip", wasm: "application/wasm" };

/** Names below `folder` of which set-up has written a packed copy, and its size. */
function copies(folder) {
  const names = readdirSync(folder).filter((name) => name.endsWith(".br"));
  return new Map(names.map((name) => [name.slice(0, -3), statSync(join(folder, name)).size]));
}

const accepts = (request) => /\bbr\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(request.headers["accept-encoding"] ?? "");

/** The name of the packed file that a request asks for; null where it has to be answered otherwise. */
function wanted(request, held) {
  if (!["GET", "HEAD"].includes(request.method ?? "") || request.headers.range || !accepts(request)) return null;
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const name = pathname.startsWith("/pyodide/") ? pathname.slice("/pyodide/".length) : "";
  return searchParams.has("v") && held.has(name) ? name : null;
}

/** Answers with packed copies of the files below /pyodide, made once at set-up; false where it did not answer. */
export function packedFiles(folder) {
  const held = copies(folder);
  return async (request, response) => {
    const name = wanted(request, held);
    if (name === null) return false;
    response.writeHead(200, {
      "Content-Type": TYPES[name.split(".").at(-1)] ?? "application/octet-stream",
      "Content-Encoding": "br",
      "Content-Length": held.get(name),
      "Cache-Control": "public, max-age=31536000, immutable",
      "X-Content-Type-Options": "nosniff",
      Vary: "Accept-Encoding",
    });
    if (request.method === "HEAD") response.end();
    else await pipeline(createReadStream(join(folder, `${name}.br`)), response).catch(() => response.destroy());
    return true;
  };
}
