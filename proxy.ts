import { type NextRequest, NextResponse } from "next/server";
import { embedders } from "./lib/server/embedders.ts";
import { policyWithNonce } from "./scripts/headers.mjs";
import { framePolicy, viewerPolicy } from "./scripts/sandbox-headers.mjs";

const header = "Content-Security-Policy";

/**
 * Gives each page its own nonce, and lets the origins that the policy names stand above the widget and the frames in it. Nothing is guarded
 * here: should this be skipped, the headers of next.config.mjs stand, under which no inline script runs and only the app itself may embed.
 */
export async function proxy(request: NextRequest) {
  const { pathname } = request.nextUrl;
  const above = pathname === "/embed" || pathname.startsWith("/sandbox/") ? await embedders() : [];
  return pathname.startsWith("/sandbox/") ? framed(pathname, above) : page(request, above);
}

function page(request: NextRequest, above: readonly string[]) {
  const policy = policyWithNonce(Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64"), above);
  const headers = new Headers(request.headers);
  headers.set(header, policy);
  if (request.nextUrl.pathname === "/embed") chosenAround(headers, request.nextUrl.searchParams);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set(header, policy);
  return response;
}

/** Appearance and language of the widget, as the page around it chose them; parsed where they are used. */
function chosenAround(headers: Headers, asked: URLSearchParams) {
  headers.set("x-sandpiper-theme", asked.get("theme") ?? "system");
  const locale = asked.get("locale");
  if (locale !== null) headers.set("x-sandpiper-locale", locale);
}

function framed(pathname: string, above: readonly string[]) {
  const response = NextResponse.next();
  if (above.length > 0) response.headers.set(header, pathname === "/sandbox/frame.html" ? framePolicy(above) : viewerPolicy(above));
  return response;
}

export const config = {
  matcher: [
    { source: "/((?!api/|_next/|sandbox/|pyodide/|.*\\.\\w+$).*)" },
    { source: "/sandbox/frame.html" },
    { source: "/sandbox/viewer.html" },
  ],
};
