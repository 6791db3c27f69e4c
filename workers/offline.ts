declare const self: ServiceWorkerGlobalScope;

/**
 * The page's service worker (/offline.js): what a visit asks anew each time stays behind for one without a server. The rest lies in the browser's cache already, under addresses that
 * name their version. While there is a server it answers, so that nothing here is ever older than it has to be.
 */
const cache = "sandpiper-offline";

/** The page itself, what Python starts from, and what is in force; no question, no answer and no file of a person. */
const kept = ["/", "/early.js", "/sandbox/manifest.json", "/sandbox/guard.js", "/pyodide/lock.json", "/pyodide/compiled.json", "/pyodide/snapshot.json", "/api/policy", "/api/models"];

const fresh = (path: string) => new Request(path, { cache: "no-cache", credentials: "same-origin" });

async function keep(): Promise<void> {
  await (await caches.open(cache)).addAll(kept.map(fresh));
  await self.skipWaiting();
}

async function answer(request: Request, path: string): Promise<Response> {
  try {
    const response = await fetch(request);
    if (response.ok && !response.redirected) await (await caches.open(cache)).put(path, response.clone());
    return response;
  } catch (error) {
    const held = await caches.match(path, { ignoreVary: true });
    if (held) return held;
    throw error;
  }
}

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { origin, pathname, search } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin || search !== "" || !kept.includes(pathname)) return;
  event.respondWith(answer(event.request, pathname));
});

export {};
