import { shelf } from "./embedded.ts";

const key = `sandpiper-session${shelf()}`;

/** The session that this tab had on the desk before a reload; `none`: the person had begun an empty one; null: nothing is known. */
export function recentHere(): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

export function rememberHere(session: string | null): void {
  try {
    if (session === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, session);
  } catch {
    return;
  }
}
