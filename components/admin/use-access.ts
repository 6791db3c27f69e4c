import { useCallback, useEffect, useState } from "react";
import { AdminDoor, type Refusal } from "../../lib/browser/admin/door.ts";
import { Overview } from "../../lib/protocol/admin.ts";

export type Access =
  | { type: "knocking" }
  | { type: "outside"; refusal: Refusal; tried: boolean }
  | { type: "inside"; door: AdminDoor; overview: Overview };

/** Whether the person may come in: first without a token, for a proxy may speak for them. The token is held by the door alone. */
export function useAccess() {
  const [access, setAccess] = useState<Access>({ type: "knocking" });
  const knock = useCallback(async (token: string | null, signal: AbortSignal) => {
    const door = new AdminDoor(token);
    const answer = await door.get("/api/overview", Overview, signal);
    setAccess(
      answer.ok ? { type: "inside", door, overview: answer.value } : { type: "outside", refusal: answer.refusal, tried: token !== null },
    );
  }, []);
  useEffect(() => {
    const gone = new AbortController();
    knock(null, gone.signal).catch(() => undefined);
    return () => gone.abort();
  }, [knock]);
  const enter = (token: string) => knock(token, new AbortController().signal);
  const again = () => {
    setAccess({ type: "knocking" });
    void knock(null, new AbortController().signal);
  };
  const leave = () => setAccess({ type: "outside", refusal: { type: "wrong", message: "", retryAfterMs: null, issues: [] }, tried: false });
  return { access, enter, again, leave };
}
