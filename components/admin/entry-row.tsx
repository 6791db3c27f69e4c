import { BookOpen, ChevronRight } from "lucide-react";
import { Collapsible } from "radix-ui";
import { type Told, toldOf } from "../../lib/browser/admin/told.ts";
import { EntryFacts, Text } from "./entry-facts.tsx";
import { entryLook, gist } from "./entry-look.ts";
import { Chip } from "./part.tsx";
import { hrefOf } from "./route.ts";
import { When } from "./when.tsx";
import { words } from "./words.ts";

/** One entry of the timeline. */
export const EntryRow = ({ raw }: { raw: unknown }) => {
  const entry = toldOf(raw);
  if (entry === null)
    return (
      <li className="py-3">
        <p className="text-sm text-bad">{words.audit.malformed}</p>
        <Text text={JSON.stringify(raw) ?? ""} />
      </li>
    );
  return <Row entry={entry} />;
};

const Row = ({ entry }: { entry: Told }) => {
  const { icon: Icon, tone, label } = entryLook(entry);
  const { session, turn } = entry.record;
  return (
    <li className="py-2">
      <Collapsible.Root className="grid gap-x-4 gap-y-1 sm:grid-cols-[9.5rem_minmax(0,1fr)_auto]">
        <span className="text-[0.8125rem] text-faint sm:pt-0.5">
          <When at={entry.at} />
        </span>
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <Chip tone={tone}>
              <Icon aria-hidden className="size-3.5" />
              {label}
            </Chip>
            <span dir="auto" className="min-w-0 truncate font-mono text-[0.8125rem]">
              {gist(entry)}
            </span>
          </p>
          <p className="mt-1 flex flex-wrap items-center gap-x-3 text-xs text-faint">
            <Collapsible.Trigger className="group inline-flex items-center gap-1 rounded-md text-soft hover:text-ink">
              <ChevronRight aria-hidden className="size-3.5 transition-transform group-data-[state=open]:rotate-90 rtl:group-data-[state=closed]:-scale-x-100" />
              {words.audit.details}
            </Collapsible.Trigger>
            <span>{words.story.entry(entry.seq)}</span>
            <Only name="actor" value={entry.actor} label={words.audit.actor} />
            {session !== undefined && <Only name="session" value={session} label={words.audit.session} />}
          </p>
        </div>
        {session !== undefined && turn !== undefined && (
          <a
            href={hrefOf("story", { session, turn, seq: entry.seq })}
            className="inline-flex h-7 w-fit items-center gap-1.5 self-start rounded-lg border border-line px-2 text-[0.8125rem] font-medium whitespace-nowrap hover:border-line-strong hover:bg-panel"
          >
            <BookOpen aria-hidden className="size-4" />
            {words.audit.story}
          </a>
        )}
        <Collapsible.Content className="min-w-0 py-2 sm:col-span-2 sm:col-start-2">
          <EntryFacts entry={entry} />
        </Collapsible.Content>
      </Collapsible.Root>
    </li>
  );
};

const Only = ({ name, value, label }: { name: string; value: string; label: string }) => (
  <a
    href={hrefOf("audit", { [name]: value })}
    title={words.audit.filterBy(value)}
    className="max-w-[16rem] truncate underline decoration-line-strong underline-offset-3 hover:text-ink"
  >
    {label} {value}
  </a>
);
