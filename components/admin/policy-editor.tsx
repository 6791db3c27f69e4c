import { CircleAlert, CircleCheck } from "lucide-react";
import { useRef, useState } from "react";
import type { AdminDoor, Refusal } from "../../lib/browser/admin/door.ts";
import { tryHelpers } from "../../lib/browser/admin/modules.ts";
import { changesBetween } from "../../lib/policy/fields.ts";
import { type ReadPolicy, readPolicyText } from "../../lib/policy/read-policy.ts";
import { type FullPolicy, type PolicyIssue, PolicySaved } from "../../lib/protocol/in-force.ts";
import { DiffView } from "../diff-view.tsx";
import { Button } from "../ui/button.tsx";
import { Field } from "./field.tsx";
import { ModuleFile } from "./module-file.tsx";
import { Banner, Panel, Refused } from "./part.tsx";
import { textOfPolicy } from "./policy-section.tsx";
import { placeOf } from "./policy-value.ts";
import { Revert } from "./revert.tsx";
import { wordsOf } from "./words.ts";

const say = wordsOf("policy");

type Props = { door: AdminDoor; full: FullPolicy; text: string; setText: (text: string) => void; again: () => void };
type Shown =
  | { type: "none" }
  | { type: "busy" }
  | { type: "trying" }
  | { type: "faults"; issues: PolicyIssue[] }
  | { type: "checked" }
  | { type: "saved"; version: string }
  | { type: "refused"; refusal: Refusal };

/** The draft: checked at every keystroke by the rules that the server has as well, and held against what is in force before it can be saved. Helper modules are tried in Python first. */
export const PolicyEditor = ({ door, full, text, setText, again }: Props) => {
  const [shown, setShown] = useState<Shown>({ type: "none" });
  const read: ReadPolicy = shown.type === "faults" ? { ok: false, issues: shown.issues } : readPolicyText(text);
  const changes = read.ok ? changesBetween(full.policy, read.policy) : [];
  const send = async (policy: unknown, dryRun: boolean) => {
    setShown({ type: "busy" });
    const answer = await door.post(
      `/api/policy${dryRun ? "?dryRun=1" : ""}`,
      { policy, after: full.saved },
      PolicySaved,
      new AbortController().signal,
    );
    if (!answer.ok) return setShown({ type: "refused", refusal: answer.refusal });
    setShown(dryRun ? { type: "checked" } : { type: "saved", version: answer.value.policy.version });
    if (!dryRun) again();
  };
  const tryThenSend = async (dryRun: boolean) => {
    if (!read.ok) return;
    setShown({ type: "trying" });
    const tried = await tryHelpers(read.policy, new AbortController().signal).catch((error: unknown) => unavailable(error));
    if (!Array.isArray(tried)) return setShown({ type: "refused", refusal: tried });
    if (tried.length > 0) return setShown({ type: "faults", issues: tried });
    await send(JSON.parse(text), dryRun);
  };
  const draft = (next: string) => {
    setText(next);
    setShown({ type: "none" });
  };
  const busy = shown.type === "busy" || shown.type === "trying";
  return (
    <Panel>
      <Draft text={text} setText={draft} read={read} />
      {read.ok &&
        (changes.length === 0 ? (
          <p className="mt-3 text-sm text-soft">{say.noChange}</p>
        ) : (
          <Changes full={full} policy={read.policy} changes={changes} />
        ))}
      <div className="mt-4 flex flex-wrap gap-2">
        <Button tone="solid" disabled={!read.ok || changes.length === 0 || busy} onClick={() => tryThenSend(false)}>
          {shown.type === "busy" ? say.saving : say.save}
        </Button>
        <Button disabled={!read.ok || busy} onClick={() => tryThenSend(true)}>
          {say.check}
        </Button>
        <ModuleFile text={text} setText={draft} disabled={busy} />
        <Button tone="quiet" disabled={busy} onClick={() => draft(textOfPolicy(full.policy))}>
          {say.reset}
        </Button>
        {full.from.base === "saved" && <Revert take={() => send(null, false)} />}
      </div>
      <div className="mt-4 empty:hidden">
        {shown.type === "trying" && read.ok && read.policy.helpers.length > 0 && (
          <p role="status" className="text-sm text-soft">
            {say.trying}
          </p>
        )}
        {shown.type === "refused" && <Refused refusal={shown.refusal} {...(shown.refusal.type === "conflict" ? { again } : {})} />}
        {shown.type === "checked" && <Banner tone="good" icon={<CircleCheck aria-hidden />} title={say.checked} />}
        {shown.type === "saved" && <Banner tone="good" icon={<CircleCheck aria-hidden />} title={say.saved(shown.version)} />}
      </div>
    </Panel>
  );
};

const unavailable = (error: unknown): Refusal => ({
  type: "unavailable",
  message: say.untried(error instanceof Error ? error.message : String(error)),
  retryAfterMs: null,
  issues: [],
});

const Draft = ({ text, setText, read }: { text: string; setText: (text: string) => void; read: ReadPolicy }) => {
  const area = useRef<HTMLTextAreaElement>(null);
  const show = (path: string) => {
    const place = placeOf(text, path);
    area.current?.focus();
    if (place) area.current?.setSelectionRange(place.start, place.end);
    const line = text.slice(0, place?.start ?? 0).split("\n").length;
    area.current?.scrollTo({ top: (line - 4) * 20 });
  };
  return (
    <>
      <Field id="policy-text" label={say.editor} hint={say.editorHint}>
        <textarea
          ref={area}
          id="policy-text"
          value={text}
          onChange={(event) => setText(event.target.value)}
          rows={22}
          spellCheck={false}
          aria-invalid={!read.ok}
          aria-describedby="policy-issues policy-text-hint"
          className="field resize-y font-mono text-[0.8125rem] leading-5 whitespace-pre"
        />
      </Field>
      <div id="policy-issues" aria-live="polite" className="mt-2">
        {read.ok ? (
          <p className="flex items-center gap-1.5 text-sm text-good">
            <CircleCheck aria-hidden className="size-4" />
            {say.valid}
          </p>
        ) : (
          <Issues issues={read.issues} show={show} />
        )}
      </div>
    </>
  );
};

const Issues = ({ issues, show }: { issues: readonly PolicyIssue[]; show: (path: string) => void }) => (
  <div className="rounded-lg border border-bad-line bg-bad-wash px-3.5 py-2.5 text-sm text-bad">
    <p className="flex items-center gap-1.5 font-medium">
      <CircleAlert aria-hidden className="size-4" />
      {say.invalid(issues.length)}
    </p>
    <ul className="mt-1.5 space-y-1">
      {issues.slice(0, 20).map(({ path, message }, at) => (
        <li key={at} className="break-words">
          {path === "" ? (
            <span>{say.whole}</span>
          ) : (
            <button
              type="button"
              title={say.goto}
              onClick={() => show(path)}
              className="font-mono text-[0.8125rem] underline underline-offset-3"
            >
              {path}
            </button>
          )}
          : {message}
        </li>
      ))}
    </ul>
  </div>
);

const Changes = ({ full, policy, changes }: { full: FullPolicy; policy: FullPolicy["policy"]; changes: readonly string[] }) => (
  <section aria-label={say.diff} className="mt-4">
    <h3 className="mb-1 text-sm font-semibold">{say.diff}</h3>
    <p className="mb-2 text-[0.8125rem] text-soft">
      {say.changes(changes.length)}: <span className="font-mono">{changes.join(", ")}</span>
    </p>
    <DiffView before={textOfPolicy(full.policy)} after={textOfPolicy(policy)} />
  </section>
);
