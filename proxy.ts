import { type NextRequest, NextResponse } from "next/server";
import { policyWithNonce } from "./scripts/headers.mjs";

/**
 * Gives each page its own nonce. Nothing is guarded here: should this be skipped, the header of next.config.mjs
 * stands, under which no inline script runs at all.
 */
export function proxy(request: NextRequest) {
  const policy = policyWithNonce(Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64"));
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

export const config = { matcher: [{ source: "/((?!api/|_next/|sandbox/|pyodide/|.*\\.\\w+$).*)" }] };
