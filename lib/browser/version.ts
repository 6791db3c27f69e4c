const header = "x-sandpiper-build";

/** `fetch` that tells once when an answer comes from another build than this page: its files may be gone from the server by then. */
export function watchingBuild(own: string, told: () => void, fetcher: typeof fetch = fetch): typeof fetch {
  let said = own === "";
  return async (input, init) => {
    const response = await fetcher(input, init);
    const theirs = response.headers.get(header);
    if (!said && theirs !== null && theirs !== "" && theirs !== own) {
      said = true;
      told();
    }
    return response;
  };
}
