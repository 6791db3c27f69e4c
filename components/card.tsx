import type { LucideIcon } from "lucide-react";
import { type ReactNode, useContext } from "react";
import { ArtifactContext, ChartWish, FromWhere } from "./from-where.tsx";
import { Unmasked } from "./unmasked.tsx";

type Props = { icon: LucideIcon; title: string; note?: string; actions?: ReactNode; children?: ReactNode };

/** One thing that was made, with what can be done with it. */
export const Card = ({ icon: Icon, title, note, actions, children }: Props) => {
  const artifact = useContext(ArtifactContext);
  return (
    <figure data-card className="min-w-0 rounded-xl border border-line bg-card p-3 shadow-card sm:p-4">
      <figcaption className="flex min-h-7 flex-wrap items-center gap-x-2.5 gap-y-2">
        <Icon aria-hidden className="size-4 shrink-0 text-faint" />
        <span className="flex min-w-[min(14rem,70%)] flex-1 flex-wrap items-baseline gap-x-2.5">
          <span dir="auto" className="min-w-0 text-sm font-semibold break-words">
            <Unmasked text={title} />
          </span>
          {note !== undefined && <span className="text-xs text-faint">{note}</span>}
        </span>
        <span data-print="no" className="flex shrink-0 gap-1.5">
          {artifact && <FromWhere artifact={artifact} />}
          {actions}
        </span>
      </figcaption>
      {children !== undefined && <div className="mt-3">{children}</div>}
      {artifact && <ChartWish artifact={artifact} />}
    </figure>
  );
};
