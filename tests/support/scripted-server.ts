import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { parseArgs } from "node:util";
import { plays } from "./scripted/faults.ts";
import { replyOf, type Script, type Seen } from "./scripted/reply.ts";
import { scriptNamed } from "./scripted/scripts.ts";
import { json, streamWords, wholeWords } from "./scripted/wire.ts";

export interface Scripted {
  /** What OPENAI_BASE_URL wants. */
  readonly url: string;
  readonly port: number;
  /** Every completion request so far, in order. */
  readonly requests: Seen[];
  /** Plays another script from now on. */
  play(script: Script): void;
  close(): Promise<void>;
}

export interface Options {
  readonly script: Script;
  readonly port?: number;
  /** Requests without this bearer key get a 401. */
  readonly key?: string;
  readonly models?: readonly string[];
}

/** An OpenAI-compatible server on 127.0.0.1 that says what a script tells it to. */
export async function startScripted(options: Options): Promise<Scripted> {
  const requests: Seen[] = [];
  let script = options.script;
  const server = createServer((request, response) => {
    answer({ request, response, requests, options, script: () => script }).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(options.port ?? 0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    port: address.port,
    requests,
    play(next) {
      script = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requests: Seen[];
  readonly options: Options;
  readonly script: () => Script;
}

async function answer({ request, response, requests, options, script }: Exchange): Promise<void> {
  const path = new URL(request.url ?? "/", "http://127.0.0.1").pathname;
  if (options.key !== undefined && request.headers.authorization !== `Bearer ${options.key}`) {
    return json(response, 401, {
      error: { message: "Incorrect API key provided.", type: "invalid_request_error", code: "invalid_api_key" },
    });
  }
  if (request.method === "GET" && path === "/v1/models") {
    return json(response, 200, {
      object: "list",
      data: (options.models ?? ["scripted"]).map((id) => ({ id, object: "model", created: 0, owned_by: "tests" })),
    });
  }
  if (request.method !== "POST" || path !== "/v1/chat/completions")
    return json(response, 404, { error: { message: `no ${request.method} ${path}`, type: "not_found" } });
  const seen = look(request, path, await bytes(request), requests.length);
  requests.push(seen);
  response.on("close", () => {
    seen.aborted = !response.writableFinished;
  });
  const reply = replyOf(script(), seen);
  if ("fault" in reply) return plays[reply.fault](response, seen);
  return seen.streamed ? streamWords(response, seen, reply) : wholeWords(response, seen, reply);
}

async function bytes(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

function look(request: IncomingMessage, path: string, raw: Uint8Array, index: number): Seen {
  const body = JSON.parse(new TextDecoder().decode(raw));
  const all: { role: string; content: unknown }[] = Array.isArray(body.messages) ? body.messages : [];
  const messages = all.map(({ role, content }) => ({ role, content: typeof content === "string" ? content : JSON.stringify(content) }));
  const system = messages
    .filter(({ role }) => role === "system" || role === "developer")
    .map(({ content }) => content)
    .join("\n");
  return {
    index,
    method: request.method ?? "",
    path,
    headers: request.headers,
    raw,
    model: String(body.model),
    streamed: body.stream === true,
    system,
    messages: messages.filter(({ role }) => role !== "system" && role !== "developer"),
    aborted: false,
  };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { port: { type: "string", default: "9001" }, script: { type: "string", default: "total" }, key: { type: "string" } },
  });
  const server = await startScripted({
    script: scriptNamed(values.script),
    port: Number(values.port),
    ...(values.key === undefined ? {} : { key: values.key }),
  });
  console.log(`scripted model at ${server.url}, playing ${values.script}`);
}
