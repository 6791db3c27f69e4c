import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

const name = "sandpiper";
const days = 30;

/** Who is asking: one browser, unnamed. `cookie` is the Set-Cookie line of a session that was just made. */
export type Session = { id: string; cookie: string | null };

const sign = (secret: string, text: string) => createHmac("sha256", secret).update(`session ${text}`).digest("base64url");

/** Equal, in a time that does not tell how nearly. */
export function same(one: string, other: string): boolean {
  const digest = (text: string) => createHmac("sha256", "compare").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

/** The session of a request; a missing, forged or old cookie gets a new one, which other sites send along too where they may embed the app. */
export function sessionOf(headers: Headers, { secret, now, embedded }: { secret: string; now: number; embedded: boolean }): Session {
  for (const part of (headers.get("cookie") ?? "").split(";")) {
    const [key, value = ""] = part.trim().split("=");
    const id = key === name ? read(value, secret, now) : null;
    if (id !== null) return { id, cookie: null };
  }
  return issue(secret, now, attributesOf(headers, embedded));
}

function read(value: string, secret: string, now: number): string | null {
  const [id = "", issued = "", signature = ""] = value.split(".");
  if (!same(signature, sign(secret, `${id}.${issued}`))) return null;
  return now - Number.parseInt(issued, 36) < days * 86_400_000 ? id : null;
}

function issue(secret: string, now: number, sent: Attributes): Session {
  const id = randomUUID();
  const text = `${id}.${now.toString(36)}`;
  const cookie = `${name}=${text}.${sign(secret, text)}; Path=/; HttpOnly; SameSite=${sent.sameSite}; Max-Age=${days * 86_400}${sent.rest}`;
  return { id, cookie };
}

type Attributes = { sameSite: "Strict" | "None"; rest: string };

/** Under a page of another site a browser keeps and sends only what is partitioned, and that only over TLS or on this machine. */
function attributesOf(headers: Headers, embedded: boolean): Attributes {
  const secure = headers.get("origin")?.startsWith("https:") === true || headers.get("x-forwarded-proto") === "https";
  const local = /^(localhost|[\w-]+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|$)/.test(headers.get("host") ?? "");
  if (embedded && (secure || local)) return { sameSite: "None", rest: "; Secure; Partitioned" };
  return { sameSite: "Strict", rest: secure ? "; Secure" : "" };
}
