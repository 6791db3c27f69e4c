import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { z } from "zod";

/** What the upstream server was sent. */
export type Seen = { path: string; headers: IncomingHttpHeaders; body: Record<string, unknown>; at: number };

/** Answers one request; it may leave the response open. */
export type Script = (response: ServerResponse, seen: Seen) => void | Promise<void>;

const Body = z.record(z.string(), z.unknown());

/** An OpenAI-compatible server on 127.0.0.1 that plays its scripts in order, the last one again and again. */
export async function upstream(...scripts: Script[]) {
  const seen: Seen[] = [];
  const closed: { at: number; whole: boolean }[] = [];
  const server = createServer(async (request, response) => {
    response.on("close", () => closed.push({ at: Date.now(), whole: response.writableEnded }));
    let text = "";
    for await (const piece of request) text += piece;
    const script = scripts[Math.min(seen.length, scripts.length - 1)];
    seen.push({ path: request.url ?? "", headers: request.headers, body: text === "" ? {} : Body.parse(JSON.parse(text)), at: Date.now() });
    await script?.(response, seen[seen.length - 1] ?? { path: "", headers: {}, body: {}, at: 0 });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}/v1`, port, seen, closed, stop };
}

export const later = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export const open = (response: ServerResponse) =>
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" }).flushHeaders();

export const event = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;

export const piece = (delta: unknown, finish: string | null = null) =>
  event({ id: "reply-1", object: "chat.completion.chunk", model: "one-2026", choices: [{ index: 0, delta, finish_reason: finish }] });

export const usage = event({
  id: "reply-1",
  model: "one-2026",
  choices: [],
  usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 },
});

export const done = "data: [DONE]\n\n";

/** A whole, sound stream out of pieces. */
export const events =
  (...pieces: string[]): Script =>
  (response) => {
    open(response);
    response.end([...pieces, usage, done].join(""));
  };

/** A whole, sound reply of these words. */
export const says = (...words: string[]) => events(...words.map((content) => piece({ content })), piece({}, "stop"));

/** An error answer of this status. */
export const fails =
  (status: number, error: unknown = { message: "no" }, headers: Record<string, string> = {}): Script =>
  (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify({ error }));
  };
