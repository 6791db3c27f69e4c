/** The number that a text is, where it says no more than that; null for all that would lose something as a number: leading zeros, a plus, long digits. */
export function numberOf(text: string): number | null {
  const value = Number(text);
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) && Number.isFinite(value) && String(value) === text ? value : null;
}
