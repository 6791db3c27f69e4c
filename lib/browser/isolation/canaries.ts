import { deferred } from "../wait.ts";

/** What got into the page since it was last asked for. */
export type Witness = { look(): string[]; remove(): Promise<void> };

/**
 * Puts something worth stealing into every store of the app and listens for anything that gets into its page. The names are those that
 * public/isolation/storage.py asks for.
 */
export async function setCanaries(): Promise<Witness> {
  const seen: string[] = [];
  localStorage.setItem("secret", "CANARY");
  sessionStorage.setItem("secret", "CANARY");
  // biome-ignore lint/suspicious/noDocumentCookie: a cookie is what code in the sandbox is to look for.
  document.cookie = "secret=CANARY; SameSite=Strict";
  await Promise.all([database("escape", "CANARY"), database("CANARY", "x"), cached(), written()]);
  const lock = deferred<void>();
  void navigator.locks?.request("CANARY", () => lock.promise).catch(() => undefined);
  const channel = new BroadcastChannel("escape");
  channel.onmessage = ({ data }) => {
    seen.push(`channel: ${String(data)}`);
    channel.postMessage("CANARY");
  };
  const stop = new AbortController();
  // What an extension says to its own page comes from the page itself.
  const heard = ({ data, source }: MessageEvent) => source !== window && seen.push(`message: ${JSON.stringify(data)}`.slice(0, 300));
  addEventListener("message", heard, { signal: stop.signal });
  document.addEventListener("securitypolicyviolation", ({ blockedURI }) => seen.push(`the page was made to ask for ${blockedURI}`), {
    signal: stop.signal,
  });
  const frames = window.length;
  const look = () => {
    const found = seen.splice(0);
    if ("polluted" in {}) found.push("prototype polluted");
    if ("owned" in globalThis) found.push("script ran in the page");
    // For the next look, where there is one.
    Reflect.deleteProperty(Object.prototype, "polluted");
    Reflect.deleteProperty(globalThis, "owned");
    if (window.length > frames + 3) found.push("frames were added to the page");
    return found;
  };
  const remove = async () => {
    stop.abort();
    channel.close();
    lock.resolve();
    await removed();
  };
  return { look, remove };
}

const database = (name: string, store: string) =>
  new Promise<void>((resolve) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store);
    request.onerror = () => resolve();
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });

const cached = async () => (await caches.open("CANARY")).put("/secret", new Response("CANARY"));

async function written() {
  const file = await (await navigator.storage.getDirectory()).getFileHandle("secret", { create: true });
  const writing = await file.createWritable();
  await writing.write("CANARY");
  await writing.close();
}

async function removed() {
  localStorage.removeItem("secret");
  sessionStorage.removeItem("secret");
  // biome-ignore lint/suspicious/noDocumentCookie: see above.
  document.cookie = "secret=; Max-Age=0";
  indexedDB.deleteDatabase("escape");
  indexedDB.deleteDatabase("CANARY");
  await caches.delete("CANARY").catch(() => false);
  await (await navigator.storage.getDirectory()).removeEntry("secret").catch(() => undefined);
}
