/** A proxy that does nothing but pass on, by a public library. */
import { createServer } from "node:http";
import { createProxyServer } from "http-proxy-3";

const target = process.argv[2];
const proxy = createProxyServer({ target, ignorePath: false });
proxy.on("error", (_error, _request, response) => response.destroy?.());
const server = createServer((request, response) => proxy.web(request, response)).listen(0, "127.0.0.1", () => process.send?.({ url: `http://127.0.0.1:${server.address().port}/v1` }));
