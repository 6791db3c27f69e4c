"use client";
import { Table2 } from "lucide-react";
import { Dialog } from "radix-ui";
import { lazy, Suspense, useContext, useState } from "react";
import type { TableArtifact } from "../../lib/protocol/artifact.ts";
import type { Variable } from "../../lib/protocol/kernel.ts";
import { bytesText } from "../format.ts";
import { LookingContext } from "../pager.ts";
import { strings } from "../strings.ts";
import { Button } from "../ui/button.tsx";
import { Fold } from "../ui/fold.tsx";
import { Panel } from "../ui/panel.tsx";
import { Unmasked } from "../unmasked.tsx";
import { useMapping } from "../use-mapping.ts";

const Grid = lazy(() => import("./grid.tsx"));

/** One thing that Python holds: name, type, shape and memory on two lines, what is in it when unfolded, and a table at one click. */
export const VariableRow = ({ variable }: { variable: Variable }) => {
  const { plain } = useMapping();
  const { name, type, summary, bytes, preview, table } = variable;
  return (
    <li className="-mx-2 flex min-w-0 items-start gap-1 rounded-lg px-2 py-1 text-[0.8125rem] leading-snug hover:bg-card">
      <Fold
        className="min-w-0 flex-1"
        label={
          <span className="min-w-0 flex-1">
            <span className="flex items-baseline justify-between gap-2">
              <code className="truncate font-mono text-ink" title={name}>
                {name}
              </code>
              <span className="shrink-0 text-xs text-faint">{type}</span>
            </span>
            <span className="flex justify-between gap-2 text-xs text-faint">
              <span className="truncate" title={plain(summary)}>
                <Unmasked text={summary} />
              </span>
              {bytes !== null && bytes >= 1000 && <span className="shrink-0">{strings.inspect.bytes(bytesText(bytes))}</span>}
            </span>
          </span>
        }
      >
        {preview !== "" && (
          <p dir="auto" className="mt-0.5 mb-1 ms-5 font-mono text-xs break-words text-soft">
            <Unmasked text={preview} />
          </p>
        )}
      </Fold>
      {table && <OpenTable name={name} />}
    </li>
  );
};

const OpenTable = ({ name }: { name: string }) => {
  const looking = useContext(LookingContext);
  const [table, setTable] = useState<TableArtifact | "asking" | "gone" | null>(null);
  const open = async () => {
    setTable("asking");
    setTable((await looking.table(name)) ?? "gone");
  };
  return (
    <Dialog.Root open={table !== null} onOpenChange={(wanted) => (wanted ? void open() : setTable(null))}>
      <Dialog.Trigger asChild>
        <Button tone="quiet" size="tiny" className="shrink-0" aria-label={strings.inspect.open(name)} title={strings.inspect.open(name)}>
          <Table2 aria-hidden />
        </Button>
      </Dialog.Trigger>
      <Panel title={name} mono>
        {table === "gone" && <p className="text-sm text-soft">{strings.inspect.gone}</p>}
        {table === "asking" && <div className="h-64 rounded-lg bg-panel" />}
        {table !== null && typeof table !== "string" && (
          <Suspense fallback={<div className="h-64 rounded-lg bg-panel" />}>
            <Grid table={table} />
          </Suspense>
        )}
      </Panel>
    </Dialog.Root>
  );
};
