import { Activity, ChartColumn, FileCheck2, FileLock, Gauge, ScrollText, ShieldCheck } from "lucide-react";
import { useEffect, useRef } from "react";
import { cn } from "../ui/cn.ts";
import { hrefOf, type Section, sections } from "./route.ts";
import { words } from "./words.ts";

const icons = {
  overview: Gauge,
  policy: ScrollText,
  audit: Activity,
  verification: FileCheck2,
  usage: ChartColumn,
  isolation: ShieldCheck,
  masking: FileLock,
};

/** At the side on a wide screen, in a line above on a narrow one. */
export const Nav = ({ current }: { current: Section }) => {
  const here = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (current) here.current?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [current]);
  return (
    <nav
      aria-label={words.nav}
      className="sticky top-14 z-20 border-b border-line bg-panel px-2 py-2 lg:h-[calc(100dvh-3.5rem)] lg:w-56 lg:shrink-0 lg:border-e lg:border-b-0 lg:px-3 lg:py-5"
    >
      <ul className="flex gap-1 overflow-x-auto p-0.5 lg:flex-col lg:overflow-visible">
        {sections.map((section) => {
          const Icon = icons[section];
          return (
            <li key={section} className="shrink-0">
              <a
                ref={section === current ? here : null}
                href={hrefOf(section)}
                aria-current={section === current ? "page" : undefined}
                className={cn(
                  "flex items-center gap-2.5 rounded-lg px-3 py-1.5 text-[0.875rem] whitespace-nowrap",
                  section === current ? "bg-wash font-medium text-accent-strong" : "text-soft hover:bg-card hover:text-ink",
                )}
              >
                <Icon aria-hidden className="size-4 shrink-0" />
                {words.sections[section]}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
};
