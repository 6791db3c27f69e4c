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

/** The session of a request; a missing, forged or old cookie gets a new one. */
export function sessionOf(headers: Headers, secret: string, now: number): Session {
  for (const part of (headers.get("cookie") ?? "").split(";")) {
    const [key, value = ""] = part.trim().split("=");
    const id = key === name ? read(value, secret, now) : null;
    if (id !== null) return { id, cookie: null };
  }
  return issue(secret, now, isSecure(headers));
}

function read(value: string, secret: string, now: number): string | null {
  const [id = "", issued = "", signature = ""] = value.split(".");
  if (!same(signature, sign(secret, `${id}.${issued}`))) return null;
  return now - Number.parseInt(issued, 36) < days * 86_400_000 ? id : null;
}

function issue(secret: string, now: number, secure: boolean): Session {
  const id = randomUUID();
  const text = `${id}.${now.toString(36)}`;
  const cookie = `${name}=${text}.${sign(secret, text)}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${days * 86_400}${secure ? "; Secure" : ""}`;
  return { id, cookie };
}

const isSecure = (headers: Headers) => headers.get("origin")?.startsWith("https:") === true || headers.get("x-forwarded-proto") === "https";
