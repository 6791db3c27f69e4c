import { FileLock, LoaderCircle } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { AdminDoor } from "../../lib/browser/admin/door.ts";
import { type Preview, preview } from "../../lib/browser/admin/preview.ts";
import { PublicPolicy } from "../../lib/protocol/in-force.ts";
import type { MaskingMode, Policy } from "../../lib/protocol/policy.ts";
import { Button } from "../ui/button.tsx";
import { DropBox } from "./drop-box.tsx";
import { Asking, Panel, Part, Refused, Top } from "./part.tsx";
import { PreviewColumns, PreviewRows } from "./preview-table.tsx";
import { useAsk } from "./use-ask.ts";
import { words, wordsOf } from "./words.ts";

const say = wordsOf("masking");
const modes = ["open", "masked", "schema-only"] as const;

/** What the policy would make of a file, before anybody asks a question about it. */
export const MaskingSection = ({ door }: { door: AdminDoor }) => {
  const [question] = useState(() => (signal: AbortSignal) => door.get("/api/policy", PublicPolicy, signal));
  const [asked, again] = useAsk(question);
  return (
    <>
      <Top title={words.sections.masking} lede={say.lede} />
      {asked.type === "asking" && <Asking />}
      {asked.type === "refused" && <Refused refusal={asked.refusal} again={again} />}
      {asked.type === "told" && <Chosen policy={asked.value} />}
    </>
  );
};

type Shown = { type: "none" } | { type: "reading" } | { type: "told"; preview: Preview } | { type: "failed"; message: string };

const Chosen = ({ policy }: { policy: Policy }) => {
  const [mode, setMode] = useState<MaskingMode>(policy.masking.mode);
  const [file, setFile] = useState<File | null>(null);
  const [shown, setShown] = useState<Shown>({ type: "none" });
  const life = useRef(new AbortController());
  useEffect(() => () => life.current.abort(), []);
  const look = async (next: File, as: MaskingMode) => {
    life.current.abort();
    const mine = new AbortController();
    life.current = mine;
    setFile(next);
    setMode(as);
    setShown({ type: "reading" });
    try {
      const made = await preview(next, policy, as, mine.signal);
      if (!mine.signal.aborted) setShown({ type: "told", preview: made });
    } catch (error) {
      if (!mine.signal.aborted) setShown({ type: "failed", message: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <>
      <DropBox icon={FileLock} hint={say.hint} label={say.choose} disabled={false} take={(next) => void look(next, mode)} />
      <fieldset className="mt-4 flex flex-wrap items-center gap-2">
        <legend className="mb-1.5 text-[0.8125rem] font-medium">{say.mode}</legend>
        {modes.map((one) => (
          <Button
            key={one}
            size="s"
            tone={one === mode ? "line" : "quiet"}
            aria-pressed={one === mode}
            onClick={() => (file ? void look(file, one) : setMode(one))}
          >
            {say.modes[one]}
            {one === policy.masking.mode && <span className="text-xs font-normal text-faint">{say.inForce}</span>}
          </Button>
        ))}
      </fieldset>
      <div className="mt-6" aria-live="polite" aria-busy={shown.type === "reading"}>
        {shown.type === "reading" && (
          <p role="status" className="flex items-center gap-2 text-sm text-soft">
            <LoaderCircle aria-hidden className="size-4 animate-spin" />
            {say.reading(file?.name ?? "")}
          </p>
        )}
        {shown.type === "failed" && (
          <p role="alert" className="text-sm text-bad">
            {shown.message}
          </p>
        )}
        {shown.type === "told" && <Told preview={shown.preview} />}
      </div>
    </>
  );
};

const Told = ({ preview: { file, toldFile, tables, values, problems, mode } }: { preview: Preview }) => (
  <>
    {problems.map(({ reason, fix }, at) => (
      <p key={at} className="mb-3 text-sm text-bad">
        {file}: {reason} {fix}
      </p>
    ))}
    {tables.length > 0 && (
      <p className="mb-4 text-sm text-soft">
        {say.summary(values)} {toldFile !== file && say.toldFile(toldFile)}
      </p>
    )}
    {tables.map((table) => (
      <Part key={table.variable} title={`${table.part ?? file}: ${say.rows(table.count)}`}>
        <Panel className="space-y-5">
          <PreviewColumns table={table} />
          {table.rows.length > 0 && <PreviewRows table={table} masked={mode !== "open"} />}
        </Panel>
      </Part>
    ))}
  </>
);
