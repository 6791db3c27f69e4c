import { createReadStream, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

const TYPES = { zip: "application/zip", wasm: "application/wasm" };
/** The better one first. */
const CODINGS = [
  { name: "zstd", ending: ".zst", accepted: /\bzstd\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/ },
  { name: "br", ending: ".br", accepted: /\bbr\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/ },
];

/** Names below `folder` of which set-up has written a copy packed so, and its size. */
function copies(folder, ending) {
  const names = readdirSync(folder).filter((name) => name.endsWith(ending));
  return new Map(names.map((name) => [name.slice(0, -ending.length), statSync(join(folder, name)).size]));
}

/** What is packed in itself and travels as it is: the page unpacks it. */
const WHOLE = ".zstd";

/** The name of the file that a request asks for; null where it has to be answered otherwise. */
function wanted(request) {
  if (!["GET", "HEAD"].includes(request.method ?? "") || request.headers.range) return null;
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  return searchParams.has("v") && pathname.startsWith("/pyodide/") ? pathname.slice("/pyodide/".length) : null;
}

const whole = (folder) => new Map([...copies(folder, WHOLE)].map(([name, size]) => [`${name}${WHOLE}`, size]));

/** Answers with packed copies of the files below /pyodide, made once at set-up; false where it did not answer. */
export function packedFiles(folder) {
  const negotiated = CODINGS.map((coding) => ({ ...coding, sizes: copies(folder, coding.ending) }));
  const held = [...negotiated, { name: null, ending: "", sizes: whole(folder), accepted: /^/ }];
  return async (request, response) => {
    const name = wanted(request);
    const coding = name === null ? undefined : held.find(({ sizes, accepted }) => sizes.has(name) && accepted.test(request.headers["accept-encoding"] ?? ""));
    if (!coding) return false;
    response.writeHead(200, {
      "Content-Type": TYPES[name.split(".").at(-1)] ?? "application/octet-stream",
      ...(coding.name === null ? {} : { "Content-Encoding": coding.name }),
      "Content-Length": coding.sizes.get(name),
      "Cache-Control": "public, max-age=31536000, immutable",
      "X-Content-Type-Options": "nosniff",
      Vary: "Accept-Encoding",
    });
    if (request.method === "HEAD") response.end();
    else await pipeline(createReadStream(join(folder, `${name}${coding.ending}`)), response).catch(() => response.destroy());
    return true;
  };
}
