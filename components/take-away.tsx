"use client";
import { ChevronDown, Download, LoaderCircle } from "lucide-react";
import { useContext, useState } from "react";
import { artifactsOf, type Turn } from "../lib/agent/session.ts";
import type { Format, Made } from "../lib/browser/take/make.ts";
import { ExportingContext, type HandOut } from "./exporting.ts";
import { useLocale } from "./locale.tsx";
import { PagerContext } from "./pager.ts";
import { fileName } from "./save.ts";
import { strings } from "./strings.ts";
import { TakingContext } from "./taking.ts";
import { Actions } from "./ui/actions.tsx";
import { Button } from "./ui/button.tsx";
import { useMapping } from "./use-mapping.ts";

const formats = ["html", "print", "docx", "pptx", "ipynb", "py", "xlsx", "csv"] as const;
export type Wanted = Format | "print";

/** What these turns came to, in whichever form the person can use elsewhere. Everything is made in this page and on record before it is handed out. */
export const TakeAway = ({ turns, label }: { turns: readonly Turn[]; label: string }) => {
  const { shown } = useMapping();
  const { locale } = useLocale();
  const { all, files, helpers, tell } = useContext(TakingContext);
  const page = useContext(PagerContext);
  const handOut = useContext(ExportingContext);
  const [making, setMaking] = useState<Wanted | null>(null);
  const tables = turns.flatMap(artifactsOf).some(({ kind }) => kind === "table");
  const choices = formats
    .filter((id) => tables || (id !== "xlsx" && id !== "csv"))
    .map((id) => ({ id, label: strings.take.formats[id], hint: strings.take.hints[id] }));
  const take = async (wanted: Wanted) => {
    setMaking(wanted);
    try {
      const { make } = await import("../lib/browser/take/make.ts");
      const before = all.slice(0, Math.max(0, all.findIndex(({ index }) => index === turns[0]?.index)));
      const made = await make(wanted === "print" ? "html" : wanted, { turns, before, files, helpers, mapping: shown, page, locale });
      await give(wanted, made, { turns, unmasked: shown.tokens.size > 0, handOut });
    } catch (error) {
      tell(strings.take.failed(strings.take.formats[wanted], error instanceof Error ? error.message : String(error)));
    } finally {
      setMaking(null);
    }
  };
  return (
    <>
      <Actions
        label={strings.take.title}
        choices={choices}
        choose={(id) => void take(id)}
        trigger={
          <Button tone="quiet" size="s" data-print="no" className="-ml-2" disabled={making !== null}>
            {making === null ? <Download aria-hidden /> : <LoaderCircle aria-hidden className="animate-spin" />}
            {making === null ? label : strings.take.making(strings.take.formats[making])}
            <ChevronDown aria-hidden className="opacity-60" />
          </Button>
        }
      />
      <span role="status" className="sr-only">
        {making === null ? "" : strings.take.making(strings.take.formats[making])}
      </span>
    </>
  );
};

type Out = { turns: readonly Turn[]; unmasked: boolean; handOut: HandOut };

async function give(wanted: Wanted, { blob, ending, stem }: Made, { turns, unmasked, handOut }: Out): Promise<void> {
  const artifact = turns.flatMap(artifactsOf).at(-1)?.id ?? null;
  const print = wanted === "print";
  const file = fileName(`${turns[0]?.question.slice(0, 80) ?? "session"}.${ending}`);
  const leaving = { artifact, file, format: print ? "print" : ending, content: blob, unmasked };
  const out = await handOut(leaving, { name: `${stem}.${ending}`, to: print ? "paper" : "file" });
  if (out && print) await (await import("../lib/browser/take/print.ts")).printed(await blob.text());
}
