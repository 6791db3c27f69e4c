/** The example as a site of its own: `node examples/embed/serve.mjs [port] [address of Sandpiper]`. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";

const [port = "8080", sandpiper = "http://localhost:3000"] = process.argv.slice(2);
const types = { "/": ["index.html", "text/html"], "/host.js": ["host.js", "text/javascript"] };

const server = createServer(async (request, response) => {
  const [file, type] = types[new URL(request.url ?? "/", "http://localhost").pathname] ?? [];
  if (file === undefined) return response.writeHead(404).end();
  const text = await readFile(new URL(file, import.meta.url), "utf8");
  response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(text.replaceAll("SANDPIPER", sandpiper));
});
server.listen(Number(port), "127.0.0.1", () => {
  console.log(`http://intranet.localhost:${server.address().port} embeds ${sandpiper}`);
});
