import type { z } from "zod";
import { Refused } from "../../protocol/admin.ts";
import { type PolicyIssue, PolicyRefused } from "../../protocol/in-force.ts";

/**
 * Why the server did not answer. `wrong`: token or proxy's word missing or wrong; `locked`: too many guesses or requests; `off`: no administrator
 * is set, or the request came from another site; `conflict`: someone else was first; `invalid`: what was sent is not right, `issues` say where.
 */
export type Refusal = {
  type: "wrong" | "locked" | "off" | "conflict" | "invalid" | "unavailable" | "unreachable";
  message: string;
  retryAfterMs: number | null;
  issues: PolicyIssue[];
};
export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

const types: Record<number, Refusal["type"]> = {
  401: "wrong",
  403: "off",
  409: "conflict",
  429: "locked",
  400: "invalid",
  413: "invalid",
  422: "invalid",
};

const unreachable: Refusal = { type: "unreachable", message: "The server could not be reached.", retryAfterMs: null, issues: [] };

/** The administrator's way to the server. The token lives in this object and nowhere else; without one a proxy in front must speak for the person. */
export class AdminDoor {
  readonly #token: string | null;

  constructor(token: string | null) {
    this.#token = token;
  }

  get byToken(): boolean {
    return this.#token !== null;
  }

  /** Never rejects, but with the signal's reason when it aborts. */
  get<T extends z.ZodType>(path: string, schema: T, signal: AbortSignal): Promise<Answer<z.infer<T>>> {
    return this.#asked(path, { signal }, schema);
  }

  post<T extends z.ZodType>(path: string, body: unknown, schema: T, signal: AbortSignal): Promise<Answer<z.infer<T>>> {
    return this.#asked(path, { method: "POST", body: JSON.stringify(body), signal }, schema);
  }

  async file(path: string, signal: AbortSignal): Promise<Answer<Blob>> {
    const response = await this.#sent(path, { signal });
    if (response === null) return { ok: false, refusal: unreachable };
    return response.ok ? { ok: true, value: await response.blob() } : { ok: false, refusal: await refusalOf(response) };
  }

  async #asked<T extends z.ZodType>(path: string, init: RequestInit, schema: T): Promise<Answer<z.infer<T>>> {
    const response = await this.#sent(path, init);
    if (response === null) return { ok: false, refusal: unreachable };
    if (!response.ok) return { ok: false, refusal: await refusalOf(response) };
    const parsed = schema.safeParse(await response.json().catch(() => null));
    if (parsed.success) return { ok: true, value: parsed.data };
    const message = "The server's answer was not understood; page and server may be of different versions. Reload the page.";
    return { ok: false, refusal: { ...unreachable, type: "unavailable", message } };
  }

  async #sent(path: string, init: RequestInit): Promise<Response | null> {
    const headers: Record<string, string> = init.body === undefined ? {} : { "content-type": "application/json" };
    if (this.#token !== null) headers.authorization = `Bearer ${this.#token}`;
    try {
      return await fetch(path, { ...init, headers, cache: "no-store", credentials: "same-origin" });
    } catch {
      init.signal?.throwIfAborted();
      return null;
    }
  }
}

async function refusalOf(response: Response): Promise<Refusal> {
  const body: unknown = await response.json().catch(() => null);
  const wait = Number(response.headers.get("retry-after") ?? Number.NaN);
  return {
    type: types[response.status] ?? "unavailable",
    message: Refused.safeParse(body).data?.message ?? `The server answered with status ${response.status}.`,
    retryAfterMs: Number.isFinite(wait) ? wait * 1000 : null,
    issues: PolicyRefused.safeParse(body).data?.issues ?? [],
  };
}
