import { BadgeCheck, CircleAlert, CircleCheck, Download } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import type { AdminDoor, Answer, Refusal } from "../../lib/browser/admin/door.ts";
import { Verified } from "../../lib/protocol/admin.ts";
import { save } from "../save.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "./field.tsx";
import { FileCheck } from "./file-check.tsx";
import { Hash } from "./hash.tsx";
import { headIn } from "./head-in.ts";
import { Banner, Facts, Panel, Part, Refused, Top } from "./part.tsx";
import { When } from "./when.tsx";
import { words, wordsOf } from "./words.ts";

const say = wordsOf("verification");

/** Whether the audit stands as it was written: on the server, and in a file that someone kept. */
export const VerificationSection = ({ door, serverKey }: { door: AdminDoor; serverKey: string | null }) => (
  <>
    <Top title={words.sections.verification} lede={say.lede} />
    <Live door={door} serverKey={serverKey} />
    <Export door={door} />
    <Part title={say.file}>
      <FileCheck serverKey={serverKey} />
    </Part>
  </>
);

type Shown = { type: "none" } | { type: "running" } | { type: "told"; verified: Verified } | { type: "refused"; refusal: Refusal };

const Live = ({ door, serverKey }: { door: AdminDoor; serverKey: string | null }) => {
  const [shown, setShown] = useState<Shown>({ type: "none" });
  const [bad, setBad] = useState(false);
  const known = useRef<HTMLInputElement>(null);
  const verify = async (event: FormEvent) => {
    event.preventDefault();
    const text = known.current?.value.trim() ?? "";
    const head = headIn(text);
    setBad(text !== "" && head === null);
    if (text !== "" && head === null) return known.current?.focus();
    setShown({ type: "running" });
    const query = head === null ? "" : `?${new URLSearchParams({ seq: String(head.seq), hash: head.hash })}`;
    const answer: Answer<Verified> = await door.get(`/api/audit/verify${query}`, Verified, new AbortController().signal);
    setShown(answer.ok ? { type: "told", verified: answer.value } : { type: "refused", refusal: answer.refusal });
  };
  return (
    <Part title={say.live}>
      <Panel>
        <Facts facts={[[say.key, serverKey ? <Hash key="key" value={serverKey} long /> : words.overview.none]]} />
        <p className="mt-1 text-xs text-faint">{say.keyHint}</p>
        <form onSubmit={verify} className="mt-4 space-y-3">
          <Field id="known-head" label={say.known} hint={say.knownHint}>
            <input
              ref={known}
              id="known-head"
              aria-describedby={bad ? "known-bad known-head-hint" : "known-head-hint"}
              aria-invalid={bad}
              autoComplete="off"
              spellCheck={false}
              className="field font-mono"
            />
          </Field>
          {bad && (
            <p id="known-bad" role="alert" className="text-sm text-bad">
              {say.knownBad}
            </p>
          )}
          <Button type="submit" tone="solid" disabled={shown.type === "running"}>
            <BadgeCheck aria-hidden />
            {shown.type === "running" ? say.running : say.run}
          </Button>
        </form>
        <div className="mt-4 empty:hidden">
          {shown.type === "refused" && <Refused refusal={shown.refusal} />}
          {shown.type === "told" && <Verdict verified={shown.verified} />}
        </div>
      </Panel>
    </Part>
  );
};

export const Verdict = ({
  verified,
}: {
  verified: Omit<Extract<Verified, { ok: true }>, "key"> | Omit<Extract<Verified, { ok: false }>, "key">;
}) => {
  if (!verified.ok)
    return (
      <Banner tone="bad" icon={<CircleAlert aria-hidden />} title={say.broken}>
        <p>{verified.reason}</p>
        <p>{say.at(verified.at)}</p>
      </Banner>
    );
  const { entries, head, signed, unproved } = verified;
  return (
    <Banner tone="good" icon={<CircleCheck aria-hidden />} title={say.holds(entries)}>
      <Facts
        className="mt-2"
        facts={[
          ...(head ? ([[say.head, <Head key="head" seq={head.seq} hash={head.hash} />]] as const) : []),
          [say.signed, signed ? <Signed key="signed" seq={signed.seq} at={signed.at} /> : say.unsigned],
        ]}
      />
      <p className="mt-2 text-[0.8125rem] text-faint">{unproved}</p>
    </Banner>
  );
};

const Head = ({ seq, hash }: { seq: number; hash: string }) => (
  <span className="inline-flex max-w-full flex-wrap items-center gap-x-2">
    {words.story.entry(seq)} <Hash value={hash} />
  </span>
);

const Signed = ({ seq, at }: { seq: number; at: string }) => (
  <>
    {words.story.entry(seq)}, <When at={at} />
  </>
);

const Export = ({ door }: { door: AdminDoor }) => {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const fetchFile = async (format: "jsonl" | "otel") => {
    setBusy(true);
    setRefusal(null);
    const answer = await door.file(`/api/audit/export${format === "otel" ? "?format=otel" : ""}`, new AbortController().signal);
    setBusy(false);
    if (answer.ok) save(`sandpiper-audit.${format}`, answer.value);
    else setRefusal(answer.refusal);
  };
  return (
    <Part title={say.export}>
      <Panel>
        <p className="text-sm text-soft">{say.exportHint}</p>
        <div className="mt-3 flex flex-wrap gap-2">
          <Button onClick={() => fetchFile("jsonl")} disabled={busy}>
            <Download aria-hidden />
            {busy ? say.preparing : say.download}
          </Button>
          <Button tone="quiet" onClick={() => fetchFile("otel")} disabled={busy}>
            {say.downloadOtel}
          </Button>
        </div>
        {refusal && (
          <div className="mt-3">
            <Refused refusal={refusal} />
          </div>
        )}
      </Panel>
    </Part>
  );
};
