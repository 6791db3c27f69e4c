"use client";
import { useEffect, useState } from "react";
import { embedded } from "../lib/browser/embedded.ts";
import { facts } from "../lib/browser/facts.ts";
import { wished } from "../lib/policy/wish.ts";
import type { Policy } from "../lib/protocol/policy.ts";
import { strings } from "./strings.ts";

/** In the widget: what the page around it learns of the answers. Nothing is said where nothing embeds it. */
export const Told = () => {
  const [told, setTold] = useState<{ host: string; results: Policy["embedResults"] } | null>(null);
  useEffect(() => {
    const here = embedded();
    if (!here?.host) return;
    const { host, wish } = here;
    const gone = new AbortController();
    void facts(gone.signal).then(({ policy }) => {
      if (policy && !gone.signal.aborted) setTold({ host, results: wished(policy, wish).policy.embedResults });
    });
    return () => gone.abort();
  }, []);
  if (told === null) return null;
  return <p className="text-center text-xs text-faint">{strings.told[told.results](told.host.replace(/^https?:\/\//, ""))}</p>;
};
