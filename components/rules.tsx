"use client";
import { useEffect, useState } from "react";
import { embedded } from "../lib/browser/embedded.ts";
import { facts } from "../lib/browser/facts.ts";
import { wished } from "../lib/policy/wish.ts";
import type { PublicPolicy } from "../lib/protocol/in-force.ts";
import { PolicyView } from "./admin/policy-view.tsx";
import { WordsScope } from "./admin/words-scope.tsx";
import { strings } from "./strings.ts";

type Asked = { type: "asking" } | { type: "told"; policy: PublicPolicy } | { type: "silent" };

/** The policy as it is in force now, field by field, with who set what. Asked of the server when it is opened. */
export default function Rules() {
  const [asked, setAsked] = useState<Asked>({ type: "asking" });
  useEffect(() => {
    const gone = new AbortController();
    void facts(gone.signal).then(({ policy }) => {
      if (!gone.signal.aborted) setAsked(policy ? { type: "told", policy } : { type: "silent" });
    });
    return () => gone.abort();
  }, []);
  if (asked.type !== "told") return <p role="status" className="py-6 text-soft">{asked.type === "asking" ? strings.coming : strings.rules.silent}</p>;
  const { sha256, from, ...server } = asked.policy;
  const here = embedded();
  const { policy, granted, refused } = wished(server, here?.wish ?? null);
  const host = { by: "host", origin: here?.host ?? strings.rules.around } as const;
  const fields = { ...from.fields, ...Object.fromEntries(granted.map((path) => [path, host])) };
  return (
    <WordsScope>
      <PolicyView full={{ policy, sha256, from: { ...from, fields } }} />
      {refused.length > 0 && (
        <section className="mt-5">
          <h3 className="text-sm font-semibold">{strings.rules.refused}</h3>
          <ul className="mt-1 space-y-1 text-sm text-soft">
            {refused.map(({ path, reason }) => (
              <li key={path}>
                <span className="font-mono text-[0.8125rem]">{path}</span>: {reason}
              </li>
            ))}
          </ul>
        </section>
      )}
    </WordsScope>
  );
}
