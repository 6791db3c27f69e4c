import { request } from "node:http";
import { Agent } from "node:http";

const agent = new Agent({ keepAlive: true, maxSockets: 5_000 });

/** Posts, and gives the milliseconds until `first` matches what has come, and until the end; null where it came to nothing. */
export function timed({ url, headers, body, first, held }) {
  return new Promise((resolve) => {
    const began = performance.now();
    let text = "";
    let at = null;
    const sent = request(url, { method: "POST", agent, headers: { "content-type": "application/json", ...headers, "content-length": Buffer.byteLength(body) } }, (response) => {
      response.setEncoding("utf8").on("data", (piece) => {
        if (at !== null) return;
        text += piece;
        if (!first.test(text)) return;
        at = performance.now() - began;
        held?.(response);
      });
      response.on("end", () => resolve({ firstMs: at, ms: performance.now() - began, status: response.statusCode, text: at === null ? text : "" }));
      response.on("error", () => resolve({ firstMs: at, ms: performance.now() - began, status: 0, text }));
    });
    sent.on("error", (error) => resolve({ firstMs: null, ms: performance.now() - began, status: 0, text: error.message }));
    sent.end(body);
  });
}

const messages = (pieces, pace) => [{ role: "user", content: `pieces=${pieces} pace=${pace}` }];

/** The model's own API, whoever passes it on. */
export const plainWay = (url) => (pieces, pace, held) =>
  timed({ url: `${url}/chat/completions`, headers: { authorization: "Bearer x" }, body: JSON.stringify({ model: "scripted", stream: true, messages: messages(pieces, pace) }), first: /"content":"\w/, held });

/** As the page asks Sandpiper. */
export async function ourWay(url) {
  const answer = await fetch(`${url}/api/models`);
  const headers = { cookie: answer.headers.get("set-cookie").split(";")[0], origin: url };
  const brief = { question: "q", files: [], links: [], steps: [], history: [] };
  let calls = 0;
  const complete = (pieces, pace, held) =>
    timed({ url: `${url}/api/complete`, headers, body: JSON.stringify({ session: "bench", turn: calls++, step: 0, attempt: 0, model: "scripted", messages: messages(pieces, pace), brief }), first: /"type":"text"/, held });
  const code = `${"totals = sales.groupby('region')['amount'].sum()  # as long as a usual script\n".repeat(12)}print(totals)`;
  const append = () =>
    timed({ url: `${url}/api/audit`, headers, body: JSON.stringify({ type: "run", session: "bench", turn: 0, step: calls++ % 1_000, attempt: 0, code, by: "model", policyVersion: "bench" }), first: /receipt/ });
  return { complete, append };
}

export const at = (list, share) => list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];
