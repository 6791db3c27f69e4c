import { ahead } from "./ahead.ts";

/** Keeps the page for visits without a server (workers/offline.ts). Where the browser has no room for that, or forbids it, the page is as it would be without. */
export function keepForOffline(): void {
  if (!("serviceWorker" in navigator)) return;
  ahead(() => void navigator.serviceWorker.register("/offline.js", { updateViaCache: "none" }).catch(() => undefined));
}
