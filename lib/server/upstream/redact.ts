import type { Settings } from "../env.ts";

/** Makes text from the upstream server fit for the page: no key, no address, no more than a sentence or two. */
export type Redact = (text: string) => string;

const maxChars = 300;

/** Other spellings under which a server may repeat what it was sent. */
const spellings = (text: string) => [
  text,
  encodeURIComponent(text),
  Buffer.from(text).toString("base64"),
  Buffer.from(text).toString("base64url"),
];

export function redactor({ upstream, adminToken, adminProxy, databaseUrl, secret }: Settings): Redact {
  const url = upstream.baseUrl === null ? null : new URL(upstream.baseUrl);
  const secrets = [upstream.key, adminToken, adminProxy?.secret, databaseUrl, secret, upstream.baseUrl, url?.host, url?.hostname].filter(
    (text) => text !== null && text !== undefined,
  );
  const hidden = secrets
    .flatMap(spellings)
    .filter((text) => text.length >= 4)
    .sort((a, b) => b.length - a.length);
  return (text) => {
    const clean = hidden.reduce((left, secret) => left.replaceAll(secret, "[hidden]"), text);
    return clean.replace(patterns, "[hidden]").replace(/\s+/g, " ").trim().slice(0, maxChars);
  };
}

/** Keys in part ("sk-ab***yz"), bearer tokens, addresses. */
const patterns =
  /\bsk-[\w*.…-]+|\bBearer\s+\S+|\bhttps?:\/\/\S+|\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b|\[[0-9a-f:]*::?[0-9a-f:]*\](?::\d+)?/gi;
