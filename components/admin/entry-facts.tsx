import type { ReactNode } from "react";
import { z } from "zod";
import { erasedIn, type Told } from "../../lib/browser/admin/told.ts";
import { Usage } from "../../lib/protocol/complete.ts";
import { Code } from "../code.tsx";
import { bytesText, durationText } from "../format.ts";
import { strings } from "../strings.ts";
import { Fold } from "../ui/fold.tsx";
import { Hash } from "./hash.tsx";
import { moneyText } from "./money.ts";
import { Facts } from "./part.tsx";
import { words } from "./words.ts";

const { fields } = words;
const Counts = z.record(z.string(), z.number());
const names: Record<string, string> = fields;

/** Shown in a way of their own, or in every line already. */
const apart = new Set(["type", "session", "turn", "step", "attempt", "code", "prompt", "policy"]);

/** All that an entry holds: its script as inert, coloured text, every other field by name, its place in the chain. */
export const EntryFacts = ({ entry, withCode = true }: { entry: Told; withCode?: boolean }) => {
  const { record } = entry;
  const erased = erasedIn(entry);
  const shown = Object.entries(record).filter(
    ([name, value]) => !apart.has(name) && value !== undefined && value !== null && value !== "" && !isEmpty(value),
  );
  return (
    <div className="space-y-3">
      {erased.length > 0 && <p className="text-sm text-sand">{words.audit.erased(erased.join(", "))}</p>}
      {withCode && record.code !== undefined && <Code code={record.code} />}
      {record.policy !== undefined && (
        <Fold label={fields.policyVersion}>
          <Text text={JSON.stringify(record.policy, null, 2)} />
        </Fold>
      )}
      <Facts
        facts={[
          ...shown.map(([name, value]) => [names[name] ?? name, shownValue(name, value)] as const),
          [fields.actor, entry.actor],
          [record.type === "run" ? fields.ownReceipt : fields.hash, <Hash key="hash" value={entry.hash} />],
          [fields.previous, <Hash key="previous" value={entry.previous} />],
          ...(entry.server ? ([[fields.server, words.fieldTexts.serverText(entry.server.app, entry.server.policy.version)]] as const) : []),
        ]}
      />
    </div>
  );
};

/** Preformatted, wrapped, never markup. */
export const Text = ({ text }: { text: string }) => (
  <pre
    dir="auto"
    tabIndex={0}
    className="max-h-96 overflow-auto rounded-lg border border-line bg-sunken px-3 py-2 font-mono text-[0.8125rem] leading-[1.55] whitespace-pre-wrap"
  >
    {text}
  </pre>
);

const isEmpty = (value: unknown) => typeof value === "object" && value !== null && Object.keys(value).length === 0;

function shownValue(name: string, value: unknown): ReactNode {
  if (typeof value === "string" && /^[0-9a-f]{64}$/.test(value)) return <Hash value={value} />;
  if (typeof value === "number" && name === "costMicros") return moneyText(value, "");
  if (typeof value === "number" && name.endsWith("Ms")) return durationText(value);
  if (typeof value === "number" && /bytes$/i.test(name)) return bytesText(value);
  if (typeof value === "number") return value.toLocaleString(strings.tag);
  if (typeof value === "string") return <span className="whitespace-pre-wrap">{value}</span>;
  const usage = Usage.safeParse(value).data;
  if (usage) return words.fieldTexts.tokens(usage.inputTokens, usage.outputTokens);
  const counts = Counts.safeParse(value).data;
  if (counts)
    return Object.entries(counts)
      .map(([what, count]) => `${count.toLocaleString(strings.tag)} ${what}`)
      .join(", ");
  return <span className="font-mono text-[0.8125rem] break-all">{JSON.stringify(value)}</span>;
}
