const year = 31_536_000;

/** Keeps a small word for the server, so that it sends the page as this person left it. Nothing here needs escaping. */
export function remember(name: "theme" | "returning" | "locale" | "tour" | "keys", word: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
  document.cookie = `${name}=${word}; path=/; max-age=${year}; samesite=strict`;
}
