/** Whether the person asked their browser to spare the network. */
export const sparing = (): boolean => {
  const connection: unknown = "connection" in navigator ? navigator.connection : null;
  return typeof connection === "object" && connection !== null && "saveData" in connection && connection.saveData === true;
};

/** Does `work` once, when the page stands and has nothing better to do; where the network is dear, not at all. */
export function ahead(work: () => void): void {
  if (sparing()) return;
  if ("requestIdleCallback" in globalThis) requestIdleCallback(work, { timeout: 3_000 });
  else setTimeout(work, 500);
}
