export const dayMs = 86_400_000;

/** The day in UTC, as 2026-11-25. */
export const dayOf = (now: number) => new Date(now).toISOString().slice(0, 10);
