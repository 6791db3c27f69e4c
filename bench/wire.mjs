/**
 * The one server of a comparison: pages of the bench, stock Pyodide's files, JupyterLite's, and behind them everything that the product's own
 * server answers. It counts the bytes that leave it, and can be as slow as a line of so many Mbit/s.
 */
import { createServer, request } from "node:http";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const TYPES = {
  mjs: "text/javascript",
  js: "text/javascript",
  json: "application/json",
  wasm: "application/wasm",
  html: "text/html",
  css: "text/css",
  svg: "image/svg+xml",
};
const STOCK = ["public/pyodide", "node_modules/pyodide"].map((path) => join(root, path));

/** Until the receiver has taken what was written, or is gone. */
const roomIn = (response) =>
  new Promise((resolve) => {
    const done = () => {
      response.off("drain", done).off("close", done);
      resolve();
    };
    response.on("drain", done).on("close", done);
  });

/** All answers share one line: a piece leaves when the pieces before it have. */
class Line {
  bytes = 0;
  constructor(megabits) {
    this.msPerByte = megabits ? 8 / (megabits * 1000) : 0;
    this.free = 0;
  }

  async send(response, chunk) {
    for (let at = 0; at < chunk.length; at += 65_536) {
      const piece = chunk.subarray(at, at + 65_536);
      this.free = Math.max(this.free, performance.now()) + piece.length * this.msPerByte;
      const wait = this.free - performance.now();
      if (wait > 1) await new Promise((done) => setTimeout(done, wait));
      this.bytes += piece.length;
      if (!response.write(piece) && !response.destroyed) await roomIn(response);
    }
  }
}

/** Files of others as a good static host has them: packed where that helps, kept by the browser for ever. `folders` are by the path they answer to. */
async function hosted(folders, pathname) {
  const prefix = Object.keys(folders).find((one) => pathname.startsWith(one));
  if (!prefix) return null;
  const name = pathname.slice(prefix.length).replace(/(^|\/)$/, "$1index.html");
  const folder = folders[prefix].find((path) => existsSync(join(path, name)));
  if (!folder) return null;
  const packed = existsSync(join(folder, `${name}.br`));
  const headers = { "Content-Type": TYPES[name.split(".").at(-1)] ?? "application/octet-stream", "Cache-Control": "public, max-age=31536000, immutable" };
  return { body: await readFile(join(folder, packed ? `${name}.br` : name)), headers: packed ? { ...headers, "Content-Encoding": "br" } : headers };
}

/** Answers through to the product's server, as they come. */
function behind(port, line, asked, response) {
  const headers = { ...asked.headers, host: `127.0.0.1:${port}` };
  const on = request({ host: "127.0.0.1", port, path: asked.url, method: asked.method, headers }, async (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    for await (const chunk of answer) await line.send(response, chunk);
    response.end();
  });
  on.on("error", () => response.destroy());
  asked.pipe(on);
}

/** `pages` are texts by path, `jupyter` is where JupyterLite's files are, if anywhere. Resolves to the base address, the count of bytes so far, and an end. */
export async function wire({ port, product, pages, jupyter, megabits }) {
  const line = new Line(megabits);
  const folders = { "/stock/": [...STOCK, ...(jupyter ? [jupyter.extra] : [])], "/jupyter/": jupyter ? [jupyter.site] : [] };
  const server = createServer(async (asked, response) => {
    const { pathname } = new URL(asked.url, "http://localhost");
    const own = pages[pathname];
    const found = own ? { body: Buffer.from(own), headers: { "Content-Type": TYPES[pathname.split(".").at(-1)] ?? "text/html" } } : null;
    const file = found ?? (await hosted(folders, pathname));
    if (!file) return behind(product, line, asked, response);
    response.writeHead(200, { ...file.headers, "Content-Length": file.body.length });
    await line.send(response, file.body);
    response.end();
  });
  await new Promise((done) => server.listen(port, "127.0.0.1", done));
  return {
    base: `http://127.0.0.1:${port}`,
    bytes: () => line.bytes,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
