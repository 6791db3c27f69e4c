"use client";
import { FolderOpen, Search, SquarePen } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { Listed } from "../../lib/browser/sessions.ts";
import type { Wanted } from "../../lib/browser/take/session-file.ts";
import { sessionFileEnding } from "../../lib/browser/take/session-parts.ts";
import { bytesText } from "../format.ts";
import { save, stem } from "../save.ts";
import { strings } from "../strings.ts";
import { Button } from "../ui/button.tsx";
import { cn } from "../ui/cn.ts";
import type { Analyst } from "../use-analyst.ts";
import { SessionRow } from "./session-row.tsx";
import { excerpt, matching, useSessions } from "./use-sessions.ts";

type Props = { analyst: Analyst; close: () => void };

/** Every session, newest first, and what can be done with each. */
export const SessionList = ({ analyst, close }: Props) => {
  const { sessions, after } = useSessions(analyst.sessions);
  const [text, setText] = useState("");
  const found = matching(sessions ?? [], text);
  const running = analyst.state.busy;
  const go = (id: string) => {
    void analyst.sessions.open(id);
    close();
  };
  const bring = (file: File) => {
    void analyst.sessions.bring(file);
    close();
  };
  const renew = () => {
    analyst.renew();
    close();
  };
  const takeOut = async ({ id, name }: Listed, wanted: Wanted) => {
    const file = `${stem(name || strings.sessions.title)}${sessionFileEnding}`;
    const blob = await analyst.sessions.take(id, file, wanted);
    if (blob) save(file, blob);
    return blob !== null;
  };
  return (
    <>
      <div className="space-y-2.5 px-5 pb-3">
        <Button tone="solid" className="w-full" onClick={renew}>
          <SquarePen aria-hidden />
          {strings.fresh}
        </Button>
        <div className="relative">
          <Search aria-hidden className="pointer-events-none absolute top-2.5 start-3 size-4 text-faint" />
          <input
            type="search"
            value={text}
            dir="auto"
            onChange={(event) => setText(event.target.value)}
            aria-label={strings.sessions.search}
            placeholder={strings.sessions.search}
            className="field !pl-9"
          />
        </div>
        {running && <p className="text-xs text-sand">{strings.sessions.stops}</p>}
      </div>
      <p role="status" className="sr-only">
        {text.trim() === "" ? "" : strings.sessions.found(found.length)}
      </p>
      <ul
        aria-label={strings.sessions.title}
        className={cn("min-h-0 space-y-0.5 overflow-y-auto border-t border-line px-3 py-2", found.length > 0 && "flex-1")}
      >
        {found.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            excerpt={excerpt(session, text)}
            open={() => go(session.id)}
            rename={(name) => after(analyst.sessions.rename(session.id, name))}
            duplicate={() =>
              after(analyst.sessions.duplicate(session.id, strings.sessions.copyOf(session.name || strings.sessions.unnamed)))
            }
            remove={() => after(analyst.sessions.forget(session.id))}
            inside={() => analyst.sessions.inside(session.id)}
            take={(wanted) => takeOut(session, wanted)}
          />
        ))}
      </ul>
      {sessions !== null && found.length === 0 && (
        <p className="flex-1 px-5 text-center text-sm text-faint">
          {text.trim() === "" ? strings.sessions.none : strings.sessions.noMatch(text.trim())}
        </p>
      )}
      <footer className="space-y-2 border-t border-line px-5 py-3">
        <Bring bring={bring} />
        <Storage />
      </footer>
    </>
  );
};

const Bring = ({ bring }: { bring: (file: File) => void }) => {
  const field = useRef<HTMLInputElement>(null);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button size="s" onClick={() => field.current?.click()}>
        <FolderOpen aria-hidden />
        {strings.sessions.bring}
      </Button>
      <span className="text-xs text-faint">{strings.sessions.bringHint}</span>
      <input
        ref={field}
        type="file"
        accept={sessionFileEnding}
        hidden
        aria-label={strings.sessions.bring}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) bring(file);
        }}
      />
    </div>
  );
};

type Room = { used: number; most: number; persisted: boolean };

/** What the browser lends, and whether it may take it back. */
const Storage = () => {
  const [room, setRoom] = useState<Room | null>(null);
  useEffect(() => {
    const look = async () => {
      const [{ usage = 0, quota = 0 }, persisted] = await Promise.all([navigator.storage.estimate(), navigator.storage.persisted()]);
      setRoom({ used: usage, most: quota, persisted });
    };
    void look().catch(() => {});
  }, []);
  if (!room) return null;
  return (
    <p className="text-xs text-faint">
      {room.most > 0 && strings.sessions.storage(bytesText(room.used), bytesText(room.most))}{" "}
      {!room.persisted && strings.sessions.notPersisted}
    </p>
  );
};
