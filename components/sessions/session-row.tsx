"use client";
import { Share } from "lucide-react";
import { useState } from "react";
import type { Listed } from "../../lib/browser/sessions.ts";
import type { Inside, Wanted } from "../../lib/browser/take/session-file.ts";
import { strings } from "../strings.ts";
import { Button } from "../ui/button.tsx";
import { cn } from "../ui/cn.ts";
import { ExportWindow } from "./export-window.tsx";
import { MenuItem, SessionMenu } from "./session-menu.tsx";
import { whenText } from "./when-text.ts";

type Props = {
  session: Listed;
  /** Where the search found it, when its name does not say so. */
  excerpt: string | null;
  open: () => void;
  rename: (name: string) => void;
  duplicate: () => void;
  remove: () => void;
  inside: () => Promise<Inside | null>;
  take: (wanted: Wanted) => Promise<boolean>;
};

export const SessionRow = ({ session, excerpt, open, rename, duplicate, remove, inside, take }: Props) => {
  const [naming, setNaming] = useState(false);
  const [exporting, setExporting] = useState(false);
  const name = session.name || strings.sessions.unnamed;
  const here = session.open === "here";
  return (
    <li className={cn("group flex items-start gap-1 rounded-lg", here ? "bg-wash" : "hover:bg-panel")}>
      {naming ? (
        <Naming
          name={session.name}
          done={(text) => {
            setNaming(false);
            if (text !== null) rename(text);
          }}
        />
      ) : (
        <button
          type="button"
          onClick={open}
          aria-current={here ? "true" : undefined}
          className="min-w-0 flex-1 rounded-lg px-2.5 py-2 text-start"
        >
          <span dir="auto" className="line-clamp-2 text-sm leading-snug font-medium">
            {name}
          </span>
          <span className="mt-0.5 block text-xs text-faint">{factsOf(session)}</span>
          {excerpt !== null && (
            <span dir="auto" className="mt-1 line-clamp-2 text-xs text-soft">
              {excerpt}
            </span>
          )}
        </button>
      )}
      <SessionMenu
        name={name}
        elsewhere={session.open === "elsewhere"}
        rename={() => setNaming(true)}
        duplicate={duplicate}
        remove={remove}
      >
        <MenuItem icon={<Share aria-hidden />} choose={() => setExporting(true)}>
          {strings.sessions.export}
        </MenuItem>
      </SessionMenu>
      {exporting && <ExportWindow name={name} inside={inside} take={take} close={() => setExporting(false)} />}
    </li>
  );
};

function factsOf({ at, turns, files, open }: Listed): string {
  const state = open === "here" ? [strings.sessions.here] : open === "elsewhere" ? [strings.sessions.elsewhere] : [];
  return [...state, whenText(at, strings.tag), strings.sessions.questions(turns.length), strings.sessions.files(files.length)].join(" · ");
}

/** Enter keeps the name, Escape leaves it as it was. */
const Naming = ({ name, done }: { name: string; done: (text: string | null) => void }) => {
  const [text, setText] = useState(name);
  return (
    <form
      className="flex min-w-0 flex-1 gap-1.5 px-1.5 py-2"
      onSubmit={(event) => {
        event.preventDefault();
        done(text);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        done(null);
      }}
    >
      <input
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
        autoFocus
        value={text}
        dir="auto"
        maxLength={200}
        onChange={(event) => setText(event.target.value)}
        onFocus={(event) => event.currentTarget.select()}
        aria-label={strings.sessions.renameLabel}
        className="field min-w-0 flex-1"
      />
      <Button type="submit">{strings.sessions.keepName}</Button>
    </form>
  );
};
