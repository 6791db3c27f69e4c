import { ChevronDown, Search as Lens } from "lucide-react";
import { useEffect, useState } from "react";
import type { AdminDoor, Refusal } from "../../lib/browser/admin/door.ts";
import { Hits } from "../../lib/protocol/admin.ts";
import { Button } from "../ui/button.tsx";
import { EntryRow } from "./entry-row.tsx";
import { Field } from "./field.tsx";
import { Asking, Refused, Top } from "./part.tsx";
import { hrefOf } from "./route.ts";
import { words, wordsOf } from "./words.ts";

const say = wordsOf("audit");
const names = ["text", "actor", "session", "type", "status", "imports", "from", "to"] as const;

/** Search and timeline. What is searched for stands in the address, so that it can be kept and passed on. */
export const AuditSection = ({ door, query }: { door: AdminDoor; query: URLSearchParams }) => {
  const wanted = new URLSearchParams([...query].filter(([name, value]) => names.some((one) => one === name) && value !== "")).toString();
  return (
    <>
      <Top title={words.sections.audit} lede={say.lede} />
      <SearchForm key={wanted} wanted={new URLSearchParams(wanted)} />
      <Timeline key={`timeline ${wanted}`} door={door} wanted={wanted} />
    </>
  );
};

const SearchForm = ({ wanted }: { wanted: URLSearchParams }) => {
  const search = (data: FormData) => {
    const pairs = names.flatMap((name) => {
      const value = data.get(name);
      return typeof value === "string" && value.trim() !== "" ? [[name, value.trim()] as const] : [];
    });
    window.location.hash = hrefOf("audit", Object.fromEntries(pairs));
  };
  const input = (name: (typeof names)[number], type = "text") => (
    <input
      id={`audit-${name}`}
      name={name}
      type={type}
      defaultValue={wanted.get(name) ?? ""}
      autoComplete="off"
      spellCheck={false}
      className="field"
    />
  );
  return (
    <search>
      <form
        action={search}
        aria-label={say.form}
        className="grid grid-cols-2 gap-3 rounded-xl border border-line bg-card p-4 shadow-card md:grid-cols-5"
      >
        <div className="col-span-2 md:col-span-3">
          <Field id="audit-text" label={say.text}>
            {input("text", "search")}
          </Field>
        </div>
        <Choice name="type" label={say.type} value={wanted.get("type")} choices={say.types} />
        <Choice name="status" label={say.status} value={wanted.get("status")} choices={say.statuses} />
        <Field id="audit-actor" label={say.actor}>
          {input("actor")}
        </Field>
        <Field id="audit-session" label={say.session}>
          {input("session")}
        </Field>
        <Field id="audit-imports" label={say.imports}>
          {input("imports")}
        </Field>
        <Field id="audit-from" label={say.from}>
          {input("from", "date")}
        </Field>
        <Field id="audit-to" label={say.to}>
          {input("to", "date")}
        </Field>
        <div className="col-span-full flex gap-2">
          <Button type="submit" tone="solid">
            <Lens aria-hidden />
            {say.search}
          </Button>
          {wanted.size > 0 && (
            <Button tone="quiet" onClick={() => (window.location.hash = hrefOf("audit"))}>
              {say.clear}
            </Button>
          )}
        </div>
      </form>
    </search>
  );
};

type ChoiceProps = { name: string; label: string; value: string | null; choices: Readonly<Record<string, string>> };

const Choice = ({ name, label, value, choices }: ChoiceProps) => (
  <Field id={`audit-${name}`} label={label}>
    <select id={`audit-${name}`} name={name} defaultValue={value ?? ""} className="field">
      <option value="">{say.any}</option>
      {Object.entries(choices).map(([id, text]) => (
        <option key={id} value={id}>
          {text}
        </option>
      ))}
    </select>
  </Field>
);

type Found = { entries: unknown[]; next: number | null; looked: number; refusal: Refusal | null; asking: boolean };

const nothing: Found = { entries: [], next: Number.MAX_SAFE_INTEGER, looked: 0, refusal: null, asking: true };

const Timeline = ({ door, wanted }: { door: AdminDoor; wanted: string }) => {
  const [found, setFound] = useState<Found>(nothing);
  const [from, setFrom] = useState<{ before: number | null; time: number }>({ before: null, time: 0 });
  useEffect(() => {
    const gone = new AbortController();
    const query = new URLSearchParams(wanted);
    if (from.before !== null) query.set("before", String(from.before));
    door.get(`/api/audit/search?${query}`, Hits, gone.signal).then(
      (answer) => {
        if (gone.signal.aborted) return;
        setFound((before) => (answer.ok ? joined(before, answer.value) : { ...before, refusal: answer.refusal, asking: false }));
      },
      () => undefined,
    );
    return () => gone.abort();
  }, [door, wanted, from]);
  const go = () => {
    setFound((before) => ({ ...before, asking: true, refusal: null }));
    setFrom(({ time }) => ({ before: found.looked === 0 ? null : found.next, time: time + 1 }));
  };
  return (
    <section aria-label={words.sections.audit} aria-busy={found.asking} className="mt-6">
      {found.looked > 0 && (
        <p role="status" className="text-[0.8125rem] text-faint">
          {say.found(found.entries.length, found.looked)}
        </p>
      )}
      <ol className="mt-2 divide-y divide-line">
        {found.entries.map((raw, at) => (
          <EntryRow key={at} raw={raw} />
        ))}
      </ol>
      {found.asking && <Asking />}
      {found.refusal && <Refused refusal={found.refusal} again={go} />}
      {!found.asking && !found.refusal && <End found={found} go={go} />}
    </section>
  );
};

const joined = (before: Found, { entries, next, looked }: Hits): Found => ({
  entries: [...before.entries, ...entries],
  next,
  looked: before.looked + looked,
  refusal: null,
  asking: false,
});

const End = ({ found, go }: { found: Found; go: () => void }) => (
  <div className="py-4 text-sm text-soft">
    {found.entries.length === 0 && <p className="mb-3">{found.next === null ? say.nothing : say.nothingYet}</p>}
    {found.next === null ? (
      found.entries.length > 0 && <p>{say.end}</p>
    ) : (
      <Button onClick={go}>
        <ChevronDown aria-hidden />
        {found.entries.length === 0 ? say.further : say.older}
      </Button>
    )}
  </div>
);
