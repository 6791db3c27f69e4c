/** What Python's pack() gives: an observation as JSON text in which {"blob": n} stands for the n-th of the bytes. */
export type Packed = { text: string; blobs: Uint8Array[] };

function revive(blobs: readonly Uint8Array[]) {
  return (_key: string, value: unknown): unknown => {
    if (typeof value !== "object" || value === null || !("blob" in value) || typeof value.blob !== "number") return value;
    return blobs[value.blob] ?? value;
  };
}

type Told = { status: string; error?: unknown };

const isTold = (value: unknown): value is Told => typeof value === "object" && value !== null && "status" in value && typeof value.status === "string";

/**
 * The observation for the page. Python says `interrupted` for every KeyboardInterrupt; only one that was sent from outside (`hit`)
 * ends a run as killed, the code's own is an error of the code.
 */
export function observe(packed: Packed, hit: boolean, peakMemoryBytes: number | undefined): unknown {
  const parsed: unknown = JSON.parse(packed.text, revive(packed.blobs));
  if (!isTold(parsed)) return parsed;
  const told = { ...parsed, peakMemoryBytes };
  if (told.status !== "interrupted") return told;
  if (!hit) return { ...told, status: "error" };
  const { error: _dropped, ...seen } = told;
  return { ...seen, status: "killed", reason: "stopped", state: "kept", message: "The run was interrupted; variables are kept." };
}

/** The observation of a run that was hit so late or so hard that nothing of it could be told. */
export function lostTale(hit: boolean, error: unknown): unknown {
  const seen = { stdout: "", stderr: "", droppedChars: 0, durationMs: 0, artifacts: [], notes: ["what the run printed and made could not be collected"] };
  if (hit) return { ...seen, status: "killed", reason: "stopped", state: "kept", message: "The run was interrupted; variables are kept." };
  const message = error instanceof Error ? error.message.slice(-4_000) : String(error).slice(0, 4_000);
  const last = message.trim().split("\n").at(-1) ?? "";
  if (/^\w*MemoryError\b/.test(last)) return { ...seen, status: "error", error: { type: "MemoryError", message: "Python's memory was used up, so that not even the error could be told", traceback: last, line: null } };
  return { ...seen, status: "error", error: { type: "RuntimeError", message, traceback: message, line: null } };
}
