import { Link2 } from "lucide-react";
import type { Link } from "../lib/protocol/profile.ts";
import { shareText } from "./format.ts";
import { strings } from "./strings.ts";

/** Columns that look like keys between tables. */
export const Links = ({ links }: { links: readonly Link[] }) =>
  links.length === 0 ? null : (
    <section aria-label={strings.linked} className="rounded-2xl border border-line bg-card px-5 py-4 shadow-card">
      <h3 className="mb-2 flex items-center gap-2 text-sm font-semibold">
        <Link2 aria-hidden className="size-4 text-faint" />
        {strings.linked}
      </h3>
      <ul className="space-y-1.5 text-sm">
        {links.map(({ left, right, kind, overlap }, at) => (
          <li key={at} className="flex flex-wrap items-baseline gap-x-2">
            <code className="font-mono text-[0.8125rem] break-all">
              {left.variable}.{left.column}
            </code>
            <span aria-hidden className="text-faint">
              ↔
            </span>
            <code className="font-mono text-[0.8125rem] break-all">
              {right.variable}.{right.column}
            </code>
            <span className="text-xs text-faint">
              {strings.linkKind[kind]}, {strings.overlap(shareText(overlap))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
