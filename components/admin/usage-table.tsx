import type { UsageTotal } from "../../lib/protocol/usage.ts";
import { strings } from "../strings.ts";
import { moneyText } from "./money.ts";
import { wordsOf } from "./words.ts";

const say = wordsOf("usage");

export type UsageRow = { name: string } & UsageTotal;

type Props = { title: string; first: string; rows: readonly UsageRow[]; currency: string };

/** Numbers by day, model or person; behind each name a bar of its share of the cost, or of the tokens where nothing costs. */
export const UsageTable = ({ title, first, rows, currency }: Props) => {
  const weight = rows.some(({ costMicros }) => costMicros > 0)
    ? (row: UsageTotal) => row.costMicros
    : (row: UsageTotal) => row.inputTokens + row.outputTokens;
  const most = Math.max(1, ...rows.map(weight));
  return (
    <section aria-label={title} tabIndex={0} className="overflow-x-auto rounded-lg border border-line">
      <table className="w-full min-w-[34rem] text-[0.8125rem]">
        <caption className="sr-only">{title}</caption>
        <thead className="bg-panel text-start">
          <tr>
            <th scope="col" className="px-3 py-1.5 text-start font-medium">
              {first}
            </th>
            {[say.calls, say.input, say.output, say.cost].map((name) => (
              <th key={name} scope="col" className="px-3 py-1.5 text-end font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name} className="border-t border-line">
              <th scope="row" className="relative max-w-64 px-3 py-1.5 text-start font-normal">
                <span
                  aria-hidden
                  className="absolute inset-y-1 start-0 rounded-e bg-wash"
                  style={{ width: `${(weight(row) / most) * 100}%` }}
                />
                <span className="relative block truncate" title={row.name}>
                  {row.name}
                </span>
              </th>
              {[row.calls, row.inputTokens, row.outputTokens].map((value, at) => (
                <td key={at} className="px-3 py-1.5 text-end">
                  {value.toLocaleString(strings.tag)}
                </td>
              ))}
              <td className="px-3 py-1.5 text-end whitespace-nowrap">{moneyText(row.costMicros, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
