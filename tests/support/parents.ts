import { once } from "node:events";
import { createServer } from "node:http";

/** A foreign site on this machine, under every name that leads here: `/?src=` is a page that frames an address, `&way=` says how. */
export interface Site {
  port: number;
  close(): void;
}

const framing = (src: string, attributes = "") => `<!doctype html><title>parent</title><iframe width="1200" height="700" ${attributes} src="${src.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"></iframe>`;

/** Ways for a page to hold the frame itself: in the open, under an origin that is none, or one document further down. */
const ways: Record<string, (src: string) => string> = {
  plain: (src) => framing(src),
  sandboxed: (src) => `<!doctype html><title>parent</title><iframe width="1200" height="700" sandbox="allow-scripts" srcdoc="${framing(src).replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"></iframe>`,
  data: (src) => framing(`data:text/html,${encodeURIComponent(framing(src))}`),
};

export async function startSite(): Promise<Site> {
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "/", "http://localhost");
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    if (searchParams.get("way") === "opaque") response.setHeader("Content-Security-Policy", "sandbox allow-scripts");
    const way = ways[searchParams.get("way") ?? "plain"] ?? ways["plain"];
    response.end(way?.(searchParams.get("src") ?? "about:blank"));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { port: typeof address === "object" && address ? address.port : 0, close };
}
