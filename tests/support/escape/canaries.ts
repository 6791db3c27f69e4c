import type { Page } from "@playwright/test";

/** Puts something worth stealing into every store of the app, and listens for anything that gets into its page. */
export const setCanaries = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const reached: string[] = [];
    Object.assign(globalThis, { reached });
    localStorage.setItem("secret", "CANARY");
    sessionStorage.setItem("secret", "CANARY");
    document.cookie = "secret=CANARY";
    const request = indexedDB.open("escape", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("CANARY");
    await new Promise((done) => { request.onsuccess = done; });
    indexedDB.open("CANARY");
    await (await caches.open("CANARY")).put("/secret", new Response("CANARY"));
    const file = await (await (await navigator.storage.getDirectory()).getFileHandle("secret", { create: true })).createWritable();
    await file.write("CANARY");
    await file.close();
    void navigator.locks.request("CANARY", () => new Promise(() => undefined));
    const channel = new BroadcastChannel("escape");
    channel.onmessage = ({ data }) => { reached.push(`channel: ${data}`); channel.postMessage("CANARY"); };
    addEventListener("message", ({ data }) => reached.push(`message: ${JSON.stringify(data)}`));
  });

/** What got into the page since the last look. */
export const intoPage = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const list: unknown = Reflect.get(globalThis, "reached");
    const found: string[] = Array.isArray(list) ? list.splice(0) : ["the page is another one"];
    if ("polluted" in {}) found.push("prototype polluted");
    if ("owned" in globalThis) found.push("script ran");
    // For the next look, where there is one.
    Reflect.deleteProperty(Object.prototype, "polluted");
    Reflect.deleteProperty(globalThis, "owned");
    return found;
  });
