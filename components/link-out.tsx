"use client";
import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { strings } from "./strings.ts";
import { Window } from "./ui/dialog.tsx";

/** The address when it is one that a browser may be sent to, and null otherwise. */
function outward(href: string): URL | null {
  if (!URL.canParse(href)) return null;
  const url = new URL(href);
  return url.protocol === "https:" || url.protocol === "http:" ? url : null;
}

/** A link out of hostile text: it shows where it leads and asks before it goes there. */
export const LinkOut = ({ href, children }: { href: string; children: ReactNode }) => {
  const url = outward(href);
  if (!url) return <>{children}</>;
  const trigger = (
    <button type="button" className="inline text-accent underline decoration-line-strong underline-offset-3 hover:decoration-current">
      {children}
      <ExternalLink aria-hidden className="ms-0.5 inline size-3 align-baseline" />
    </button>
  );
  return (
    <Window trigger={trigger} title={strings.linkTitle} description={strings.linkText}>
      <p className="max-h-48 overflow-auto rounded-lg bg-panel p-3 font-mono text-sm break-all">{url.href}</p>
      <a
        href={url.href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="mt-4 inline-flex h-9 items-center rounded-lg bg-accent px-3.5 text-sm font-medium text-on-accent"
      >
        {strings.linkOpen}
      </a>
    </Window>
  );
};
