/** `hostname:port` as a browser writes it in Host; null where it is no host at all. */
const parse = (host: string) => URL.parse(`http://${host}`);

/**
 * Names that a foreign page cannot point at this machine by its own DNS: addresses, and names without a public domain.
 * Any other name must be listed, or a rebinding page would pass as our own.
 */
function isOurs(hostname: string): boolean {
  const local = !hostname.includes(".") || /\.(localhost|local|internal|lan|test)$/.test(hostname);
  return local || hostname.startsWith("[") || /^\d+(\.\d+){3}$/.test(hostname);
}

/** Null when a request with these headers comes from our own page, else the reason why not. */
export function foreign(headers: Headers, origins: readonly string[]): string | null {
  const origin = headers.get("origin")?.toLowerCase();
  if (origin === undefined) return "The request names no Origin; only the app's own page may call this.";
  if (origins.includes(origin)) return null;
  const from = URL.parse(origin);
  const to = parse(headers.get("host") ?? "");
  if (from === null || to === null || from.host !== parseLike(to, from)) return "The request comes from another site than the app's own.";
  if (isOurs(from.hostname)) return null;
  return "This server does not know the name it was called by. Set SANDPIPER_ORIGIN to the app's address (such as https://data.example.org) and start again.";
}

/** Host with the default port of the other's scheme left out, since a proxy in front may speak TLS for us. */
const parseLike = (to: URL, from: URL) => URL.parse(`${from.protocol}//${to.host}`)?.host;
