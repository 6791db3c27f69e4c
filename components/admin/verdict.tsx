import { CircleAlert, CircleCheck, LoaderCircle } from "lucide-react";
import { useCallback } from "react";
import type { AdminDoor } from "../../lib/browser/admin/door.ts";
import { Verified } from "../../lib/protocol/admin.ts";
import { useAsk } from "./use-ask.ts";
import { words, wordsOf } from "./words.ts";

const say = wordsOf("verification");

/** Longer chains are verified when someone asks for it. */
const atOnce = 20_000;

/** Whether the audit holds, in one line. */
export const VerdictLine = ({ door, entries }: { door: AdminDoor; entries: number }) =>
  entries > atOnce ? <span className="text-soft">{words.overview.none}</span> : <Asked door={door} />;

const Asked = ({ door }: { door: AdminDoor }) => {
  const [asked] = useAsk(useCallback((signal: AbortSignal) => door.get("/api/audit/verify", Verified, signal), [door]));
  if (asked.type === "asking")
    return (
      <span className="inline-flex items-center gap-1.5 text-soft">
        <LoaderCircle aria-hidden className="size-4 animate-spin" />
        {say.running}
      </span>
    );
  if (asked.type === "refused") return <span className="text-bad">{asked.refusal.message}</span>;
  return asked.value.ok ? (
    <span className="inline-flex items-center gap-1.5 font-medium text-good">
      <CircleCheck aria-hidden className="size-4" />
      {say.holds(asked.value.entries)}
    </span>
  ) : (
    <span className="inline-flex items-center gap-1.5 font-medium text-bad">
      <CircleAlert aria-hidden className="size-4 shrink-0" />
      {asked.value.reason}
    </span>
  );
};
