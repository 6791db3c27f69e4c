import { useSyncExternalStore } from "react";

export const sections = ["overview", "policy", "audit", "verification", "usage", "isolation", "masking"] as const;
export type Section = (typeof sections)[number];

/** Where the page is, as its hash says: a section, or the story of a session. */
export type Route = { section: Section; story: boolean; query: URLSearchParams };

export function routeOf(hash: string): Route {
  const [name = "", query = ""] = hash.replace(/^#/, "").split("?");
  const section = sections.find((one) => one === name);
  return { section: section ?? (name === "story" ? "audit" : "overview"), story: name === "story", query: new URLSearchParams(query) };
}

export function hrefOf(name: Section | "story", query: Record<string, string | number> = {}): string {
  const text = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)])).toString();
  return `#${name}${text === "" ? "" : `?${text}`}`;
}

function subscribe(listener: () => void) {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

export const useHash = () =>
  useSyncExternalStore(
    subscribe,
    () => window.location.hash,
    () => "",
  );
