/**
 * Claims a session for this tab for as long as the tab lives; false when another tab has it. Where the browser knows no locks,
 * every tab may have it.
 */
export async function hold(session: string): Promise<boolean> {
  if (!("locks" in navigator)) return true;
  return new Promise((resolve) => {
    const held = (lock: Lock | null) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise<void>(() => {});
    };
    navigator.locks.request(`sandpiper ${session}`, { ifAvailable: true }, held).catch(() => resolve(true));
  });
}
