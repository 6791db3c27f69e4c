import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { createServer, type Server } from "node:http";
import type { Socket } from "node:net";
import { z } from "zod";

/** A server that nobody may be led to, on both loopback addresses where the machine has them; `heard` has a line for each request. */
export async function internal() {
  const heard: string[] = [];
  const make = () =>
    createServer((request, response) => {
      heard.push(`${request.method} ${request.headers.host}${request.url}`);
      response.end('{"secret":"of the house"}');
    });
  const listen = (server: Server, host: string, port: number) =>
    new Promise<boolean>((resolve) => server.once("error", () => resolve(false)).listen(port, host, () => resolve(true)));
  const [four, six] = [make(), make()];
  await listen(four, "127.0.0.1", 0);
  const { port } = z.object({ port: z.number() }).parse(four.address());
  await listen(six, "::1", port);
  const stop = () => {
    for (const server of [four, six]) {
      server.closeAllConnections();
      server.close();
    }
  };
  return { port, heard, stop };
}

const Message = z.object({ socket: z.custom<Socket>((value) => typeof value === "object" && value !== null && "on" in value) });

/** Every place that this process tries to connect to while `work` runs, as `address:port`, and every name that it looks up. */
export async function connections(work: () => Promise<void>): Promise<Set<string>> {
  const tried = new Set<string>();
  const note = (message: unknown) => {
    const { socket } = Message.parse(message);
    socket.on("connectionAttempt", (address: string, port: number) => tried.add(`${address}:${port}`));
    socket.on("lookup", (_error: unknown, _address: unknown, _family: unknown, host: string) => tried.add(`name ${host}`));
  };
  subscribe("net.client.socket", note);
  try {
    await work();
  } finally {
    unsubscribe("net.client.socket", note);
  }
  return tried;
}

/** Addresses that lead to this machine or into its network, in every spelling that has fooled someone. */
export const addresses = (port: number): string[] => [
  `http://127.0.0.1:${port}/`,
  `http://localhost:${port}/`,
  `http://LOCALHOST:${port}/`,
  `http://localhost.:${port}/`,
  `http://127.1:${port}/`,
  `http://127.0.1:${port}/`,
  `http://2130706433:${port}/`,
  `http://0x7f000001:${port}/`,
  `http://0x7f.0.0.1:${port}/`,
  `http://0177.0.0.1:${port}/`,
  `http://017700000001:${port}/`,
  `http://0:${port}/`,
  `http://0.0.0.0:${port}/`,
  `http://127.000.000.001:${port}/`,
  `http://[::1]:${port}/`,
  `http://[::]:${port}/`,
  `http://[::ffff:127.0.0.1]:${port}/`,
  `http://[::ffff:7f00:1]:${port}/`,
  `http://[0:0:0:0:0:ffff:127.0.0.1]:${port}/`,
  `http://user:password@127.0.0.1:${port}/`,
  `http://api.openai.com@127.0.0.1:${port}/`,
  `http://127.0.0.1:${port}#@api.openai.com/`,
  `http://127.0.0.1:${port}\\@api.openai.com/`,
  `http://127.0.0.1:${port}/?.openai.com`,
  `http://%6c%6f%63%61%6c%68%6f%73%74:${port}/`,
  `//127.0.0.1:${port}/`,
  "http://169.254.169.254/latest/meta-data/iam/security-credentials/",
  "http://[fd00:ec2::254]/latest/meta-data/",
  "http://metadata.google.internal/computeMetadata/v1/",
  "http://100.100.100.200/latest/meta-data/",
  "http://2852039166/latest/meta-data/",
  "http://0xa9fea9fe/latest/meta-data/",
  "http://10.0.0.1/",
  "http://192.168.1.1/admin",
  "http://[fe80::1]/",
  "file:///etc/passwd",
  `ftp://127.0.0.1:${port}/`,
  `gopher://127.0.0.1:${port}/_GET`,
  `dict://127.0.0.1:${port}/info`,
  "unix:///var/run/docker.sock",
  "data:application/json,{}",
  `https://127.0.0.1:${port}/`,
];
