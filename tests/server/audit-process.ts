import { createServer } from "node:http";
import { POST } from "../../app/api/audit/route.ts";

/** A process of its own: the app's handler of /api/audit on a port of this machine, from the moment a line comes in. */
const port = Number(process.argv[2]);

const server = createServer(async (request, response) => {
  const parts: Uint8Array[] = [];
  for await (const part of request) parts.push(part);
  const headers = new Headers(
    Object.entries(request.headers).flatMap(([name, value]): [string, string][] => (typeof value === "string" ? [[name, value]] : [])),
  );
  const answer = await POST(new Request(`http://127.0.0.1:${port}/api/audit`, { method: "POST", headers, body: Buffer.concat(parts) }));
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
});

process.stdin.once("data", () => server.listen(port, "127.0.0.1", () => process.stdout.write("listening\n")));
process.stdout.write("ready\n");
