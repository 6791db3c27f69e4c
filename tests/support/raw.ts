import { type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";

export type Raw = { method?: string; path?: string; headers?: Record<string, string>; body?: string };
export type Answer = { status: number; headers: IncomingHttpHeaders; text: string };

/** One request as it is written here: no browser and no library mends it. An empty header is left out. Status 0: the connection was closed without an answer. */
export function ask(port: number, { method = "POST", path = "/api/complete", headers = {}, body = "" }: Raw): Promise<Answer> {
  const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ""));
  return new Promise((resolve) => {
    const going = request({ host: "127.0.0.1", port, method, path, headers: sent, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (piece: string) => {
        text += piece;
      });
      response.on("close", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    going.on("error", () => resolve({ status: 0, headers: {}, text: "" }));
    going.end(body);
  });
}

/** Bytes as they are, and all that comes back. */
export function bytes(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let said = "";
    const socket = connect({ host: "127.0.0.1", port }, () => socket.write(text));
    socket.setTimeout(3_000, () => socket.destroy());
    socket.on("data", (piece) => {
      said += piece;
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(said));
  });
}
