"use client";
import { useEffect, useState } from "react";
import { strings } from "./strings.ts";

/** Seconds since then, counted on. Not announced: the live region says what matters. */
export const Elapsed = ({ since }: { since: number }) => <>{strings.seconds(useElapsed(since) / 1000)}</>;

export function useElapsed(since: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.floor((now - since) / 1000) * 1000);
}
