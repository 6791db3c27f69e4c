import { Info, TriangleAlert, X } from "lucide-react";
import type { Notice, NoticeCode } from "../lib/browser/desk-state.ts";
import { bytesText } from "./format.ts";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";
import { cn } from "./ui/cn.ts";
import { Unmasked } from "./unmasked.tsx";

type Props = { notices: readonly Notice[]; dismiss: (id: number) => void };

/** What the person should know that belongs to no question. */
export const Notices = ({ notices, dismiss }: Props) => (
  <ul data-print="no" className="pointer-events-none fixed inset-x-3 top-16 z-30 mx-auto flex max-w-lg flex-col gap-2">
    {notices.map(({ id, tone, code }) => (
      <li
        key={id}
        className={cn(
          "pointer-events-auto flex animate-[rise_.2s_ease-out] items-start gap-2.5 rounded-xl border bg-card px-3.5 py-2.5 text-sm shadow-float",
          tone === "warning" ? "border-sand-line" : "border-line",
        )}
      >
        {tone === "warning" ? (
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-sand" />
        ) : (
          <Info aria-hidden className="mt-0.5 size-4 shrink-0 text-accent" />
        )}
        <span role={tone === "warning" ? "alert" : "status"} className="min-w-0 flex-1">
          <Unmasked text={words(code)} />
          {code.type === "new-version" && (
            <Button onClick={() => location.reload()} className="mt-2 block">
              {strings.reload}
            </Button>
          )}
        </span>
        <button
          type="button"
          aria-label={strings.noticeDismiss}
          onClick={() => dismiss(id)}
          className="-me-1 grid size-6 shrink-0 place-items-center rounded-md text-faint hover:bg-panel hover:text-ink"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      </li>
    ))}
  </ul>
);

function words(code: NoticeCode): string {
  switch (code.type) {
    case "offline":
      return strings.offline;
    case "no-files":
      return strings.noFiles;
    case "memory-only":
      return strings.memoryOnly;
    case "too-many":
      return strings.tooMany(code.limit);
    case "too-much":
      return strings.tooMuch(bytesText(code.bytes));
    case "turns-spent":
      return strings.turnsSpent(code.limit);
    case "too-large":
      return strings.tooLarge(code.name, bytesText(code.bytes));
    case "replaced":
      return strings.twice(code.name);
    case "sample-missed":
      return strings.sampleMissed;
    case "pasted":
      return strings.pasted(code.name);
    case "kept-locally":
      return strings.keptLocally;
    case "new-version":
      return strings.newVersion;
    case "handed-in":
      return strings.handedIn(code.count);
    case "not-kept":
      return strings.notKept[code.fault];
    case "read-only":
      return code.writing === "mine" ? "" : strings.sessions.readOnly[code.writing];
    case "elsewhere":
      return strings.latestElsewhere;
    case "unfit":
      return strings.sessions.unfit[code.why](code.name);
    case "not-handed-out":
      return strings.notHandedOut(code.file, code.reason);
    case "brought":
      return strings.sessions.brought(code.name);
    case "not-packed":
      return strings.sessions.notPacked;
    case "not-removed":
      return strings.notRemoved;
    case "expired":
      return strings.expired(code.count, code.days);
    case "helper-left-out":
      return strings.helperLeftOut(code.name, code.line, code.reason);
    case "server":
      return code.text;
    default:
      return code satisfies never;
  }
}
