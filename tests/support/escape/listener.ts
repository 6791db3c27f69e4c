import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:http";

export interface Listener {
  port: number;
  udp: number;
  /** One line for each thing that arrived. */
  heard: string[];
  close(): void;
}

/** A foreign server on this machine: it notes every connection, request, upgrade and datagram, and answers so that nobody is held back. */
export async function listen(): Promise<Listener> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`http ${request.headers.host}${request.url}`);
    response.setHeader("Access-Control-Allow-Origin", request.headers.origin ?? "*");
    response.setHeader("Access-Control-Allow-Credentials", "true");
    response.setHeader("Access-Control-Allow-Headers", "*");
    response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    response.setHeader("Content-Type", request.url === "/" ? "text/html" : "text/javascript");
    response.end(request.url === "/" ? "<title>foreign</title>" : "'CANARY'");
  });
  server.on("connection", () => heard.push("connection"));
  server.on("upgrade", (request, socket) => {
    heard.push(`socket ${request.headers.host}${request.url}`);
    socket.destroy();
  });
  const datagrams = createSocket("udp4");
  datagrams.on("message", () => heard.push("datagram"));
  datagrams.bind(0, "127.0.0.1");
  server.listen(0, "127.0.0.1");
  await Promise.all([once(server, "listening"), once(datagrams, "listening")]);
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const close = () => {
    server.closeAllConnections();
    server.close();
    datagrams.close();
  };
  return { port, udp: datagrams.address().port, heard, close };
}
