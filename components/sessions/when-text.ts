/** The time for today, the day for this year, else the day with its year. */
export function whenText(at: number, tag: string, now = new Date()): string {
  const then = new Date(at);
  if (then.toDateString() === now.toDateString()) return then.toLocaleTimeString(tag, { hour: "2-digit", minute: "2-digit" });
  const thisYear = then.getFullYear() === now.getFullYear();
  return then.toLocaleDateString(tag, { day: "numeric", month: "short", ...(thisYear ? {} : { year: "numeric" }) });
}
