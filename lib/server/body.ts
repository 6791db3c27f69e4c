import type { z } from "zod";
import type { Refusal } from "./respond.ts";

export type Read<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

const no = (status: number, fault: Refusal["fault"], message: string) => ({ ok: false, refusal: { status, fault, message } }) as const;

/** Reads a JSON body of at most `maxBytes`, counted while it arrives, and parses it. */
export async function readJson<T extends z.ZodType>(request: Request, schema: T, maxBytes: number): Promise<Read<z.infer<T>>> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get("content-type") ?? ""))
    return no(415, "malformed", "The body must be application/json.");
  const text = await readText(request, maxBytes);
  if (!text.ok) return text;
  const value = parseJson(text.value);
  if (!value.ok) return value;
  const parsed = schema.safeParse(value.value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues[0];
  return no(400, "malformed", `The request is not understood: ${issue?.path.join(".") || "body"}: ${issue?.message}`.slice(0, 500));
}

async function readText(request: Request, maxBytes: number): Promise<Read<string>> {
  const large = no(413, "too-large", `The request is larger than the ${maxBytes} bytes that the policy allows (requestBytes).`);
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return large;
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let bytes = 0;
  let text = "";
  try {
    for await (const piece of request.body ?? []) {
      bytes += piece.byteLength;
      if (bytes > maxBytes) return large;
      text += decoder.decode(piece, { stream: true });
    }
    return { ok: true, value: text + decoder.decode() };
  } catch {
    return no(400, "malformed", "The body broke off or is not UTF-8.");
  }
}

function parseJson(text: string): Read<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return no(400, "malformed", "The body is not JSON.");
  }
}
