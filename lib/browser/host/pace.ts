/** Lets so many pass at once and so many a second after that. */
export function pace(burst: number, perSecond: number, clock: () => number): () => boolean {
  let left = burst;
  let at = clock();
  return () => {
    const now = clock();
    left = Math.min(burst, left + ((now - at) / 1_000) * perSecond);
    at = now;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
