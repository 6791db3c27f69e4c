import { useCallback, useState } from "react";
import type { AdminDoor } from "../../lib/browser/admin/door.ts";
import { UsageReport, type UsageTotal } from "../../lib/protocol/usage.ts";
import { strings } from "../strings.ts";
import { Button } from "../ui/button.tsx";
import { Fold } from "../ui/fold.tsx";
import { Bars } from "./bars.tsx";
import { Field } from "./field.tsx";
import { moneyText } from "./money.ts";
import { Asking, Panel, Part, Refused, Top } from "./part.tsx";
import { UsageTable } from "./usage-table.tsx";
import { useAsk } from "./use-ask.ts";
import { words, wordsOf } from "./words.ts";

const say = wordsOf("usage");
const metrics = ["cost", "tokens", "calls"] as const;
type Metric = (typeof metrics)[number];

/** What was spent, by day, model and person. */
export const UsageSection = ({ door }: { door: AdminDoor }) => {
  const [query, setQuery] = useState("");
  const [asked, again] = useAsk(useCallback((signal: AbortSignal) => door.get(`/api/usage${query}`, UsageReport, signal), [door, query]));
  return (
    <>
      <Top title={words.sections.usage} lede={say.lede} />
      {asked.type === "asking" && <Asking />}
      {asked.type === "refused" && <Refused refusal={asked.refusal} again={again} />}
      {asked.type === "told" && <Report report={asked.value} choose={setQuery} />}
    </>
  );
};

const Report = ({ report, choose }: { report: UsageReport; choose: (query: string) => void }) => {
  const [metric, setMetric] = useState<Metric>(report.total.costMicros > 0 ? "cost" : "tokens");
  const { currency, days, models, users } = report;
  const amountOf = (total: UsageTotal) => amount(total, metric);
  const textOf = (total: UsageTotal) =>
    metric === "cost" ? moneyText(total.costMicros, currency) : amountOf(total).toLocaleString(strings.tag);
  const most = days.toSorted((a, b) => amountOf(b) - amountOf(a))[0];
  const bars = daysFrom(report.from, report.to).map((day) => {
    const found = days.find((one) => one.day === day);
    return { label: day, value: found ? amountOf(found) : 0, text: found ? textOf(found) : "0" };
  });
  return (
    <>
      <Today report={report} />
      <Part
        title={`${say.byDay}: ${textOf(report.total)}`}
        actions={
          <fieldset className="flex gap-1">
            <legend className="sr-only">{say.metric}</legend>
            {metrics.map((one) => (
              <Button
                key={one}
                size="s"
                tone={one === metric ? "line" : "quiet"}
                aria-pressed={one === metric}
                onClick={() => setMetric(one)}
              >
                {say.metrics[one]}
              </Button>
            ))}
          </fieldset>
        }
      >
        <Panel>
          <Days from={report.from} to={report.to} choose={choose} />
          {days.length === 0 ? (
            <p className="py-6 text-sm text-soft">{say.none}</p>
          ) : (
            <>
              <Bars bars={bars} summary={`${say.byDay}, ${say.metrics[metric]}; ${most ? say.peak(most.day, textOf(most)) : ""}`} />
              <Fold label={say.table} className="mt-2">
                <div className="pt-2">
                  <UsageTable
                    title={say.byDay}
                    first={say.day}
                    rows={days.map(({ day, ...total }) => ({ name: day, ...total })).toReversed()}
                    currency={currency}
                  />
                </div>
              </Fold>
            </>
          )}
          {report.total.estimatedCalls > 0 && (
            <p className="mt-3 text-[0.8125rem] text-faint">{say.estimated(report.total.estimatedCalls)}</p>
          )}
        </Panel>
      </Part>
      {days.length > 0 && (
        <>
          <Part title={say.byModel}>
            <UsageTable
              title={say.byModel}
              first={say.model}
              rows={models.map(({ model, ...total }) => ({ name: model, ...total }))}
              currency={currency}
            />
          </Part>
          <Part title={say.byUser}>
            <UsageTable
              title={say.byUser}
              first={say.user}
              rows={users.map(({ user, ...total }) => ({ name: user, ...total }))}
              currency={currency}
            />
          </Part>
        </>
      )}
    </>
  );
};

const amount = (total: UsageTotal, metric: Metric) =>
  metric === "cost" ? total.costMicros : metric === "calls" ? total.calls : total.inputTokens + total.outputTokens;

/** Every day between two, both included; at most a year. */
function daysFrom(from: string, to: string): string[] {
  const count = Math.min(366, Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1);
  return Array.from({ length: Math.max(0, count) }, (_, at) => new Date(Date.parse(from) + at * 86_400_000).toISOString().slice(0, 10));
}

const Days = ({ from, to, choose }: { from: string; to: string; choose: (query: string) => void }) => {
  const show = (data: FormData) => {
    const pairs = ["from", "to"].flatMap((name) => {
      const value = data.get(name);
      return typeof value === "string" && value !== "" ? [[name, value]] : [];
    });
    choose(`?${new URLSearchParams(pairs)}`);
  };
  return (
    <form action={show} className="mb-5 flex flex-wrap items-end gap-3">
      <Field id="usage-from" label={say.from}>
        <input id="usage-from" name="from" type="date" defaultValue={from} className="field" />
      </Field>
      <Field id="usage-to" label={say.to}>
        <input id="usage-to" name="to" type="date" defaultValue={to} className="field" />
      </Field>
      <Button type="submit">{say.show}</Button>
    </form>
  );
};

const Today = ({ report: { today, currency } }: { report: UsageReport }) => (
  <Part title={say.today} className="mt-0">
    <div className="grid gap-3 sm:grid-cols-2">
      <Gauge
        name={say.metrics.tokens}
        text={`${today.tokens.toLocaleString(strings.tag)} / ${today.dayTokens === null ? say.noBudget : today.dayTokens.toLocaleString("en-GB")}`}
        share={today.dayTokens === null ? null : today.tokens / today.dayTokens}
        note={today.reservedTokens > 0 ? say.reserved(today.reservedTokens) : null}
      />
      <Gauge
        name={say.metrics.cost}
        text={`${moneyText(today.costMicros, currency)} / ${today.dayCostMicros === null ? say.noBudget : moneyText(today.dayCostMicros, currency)}`}
        share={today.dayCostMicros === null ? null : today.costMicros / today.dayCostMicros}
        note={null}
      />
    </div>
  </Part>
);

const Gauge = ({ name, text, share, note }: { name: string; text: string; share: number | null; note: string | null }) => (
  <Panel className="py-3">
    <p className="flex items-baseline justify-between gap-3">
      <span className="text-[0.8125rem] text-faint">{name}</span>
      <span className="text-sm font-medium">{text}</span>
    </p>
    {share !== null && (
      <span aria-hidden className="mt-2 block h-1.5 overflow-hidden rounded-full bg-panel">
        <span className={`block h-full ${share >= 0.9 ? "bg-bad" : "bg-accent"}`} style={{ width: `${Math.min(1, share) * 100}%` }} />
      </span>
    )}
    {note !== null && <p className="mt-1 text-xs text-faint">{note}</p>}
  </Panel>
);
