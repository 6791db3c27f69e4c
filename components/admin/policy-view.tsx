import { useState } from "react";
import { fieldsOf } from "../../lib/policy/fields.ts";
import type { FullPolicy, Setter } from "../../lib/protocol/in-force.ts";
import { Fold } from "../ui/fold.tsx";
import { Hash } from "./hash.tsx";
import { Chip, Facts, Panel } from "./part.tsx";
import { groupOf, policyGroups, policyValueText, setByText } from "./policy-value.ts";
import { words, wordsOf } from "./words.ts";

const say = wordsOf("policy");

/** The policy in force, field by field, with who set what. */
export const PolicyView = ({ full }: { full: Pick<FullPolicy, "policy" | "sha256" | "from"> }) => {
  const [only, setOnly] = useState(false);
  const fields = [...fieldsOf(full.policy)].map(([path, value]) => ({ path, value, setter: full.from.fields[path] ?? null }));
  const shown = only ? fields.filter(({ setter }) => setter !== null) : fields;
  return (
    <Panel>
      <Facts
        facts={[
          [words.overview.version, full.policy.version],
          [words.overview.digest, <Hash key="digest" value={full.sha256} />],
          [words.overview.setBy, setByText(full.from)],
        ]}
      />
      <label className="mt-4 flex w-fit items-center gap-2 text-sm">
        <input type="checkbox" checked={only} onChange={() => setOnly(!only)} className="size-4 accent-(--accent)" />
        {say.onlyChanged}
      </label>
      <div className="mt-2 divide-y divide-line">
        {policyGroups.map((group) => {
          const mine = shown.filter(({ path }) => groupOf(path) === group);
          if (mine.length === 0) return null;
          return (
            <Fold
              key={`${group} ${only}`}
              className="py-1"
              open={only || group === "general" || group === "masking"}
              label={
                <>
                  <span className="font-medium text-ink">{say.groups[group]}</span>
                  <span className="text-faint">{mine.length}</span>
                </>
              }
            >
              <Fields fields={mine} title={say.groups[group]} currency={full.policy.budgets.currency} />
            </Fold>
          );
        })}
      </div>
    </Panel>
  );
};

type Row = { path: string; value: unknown; setter: Setter | null };

const Fields = ({ fields, title, currency }: { fields: readonly Row[]; title: string; currency: string }) => (
  <table className="w-full table-fixed text-sm">
    <caption className="sr-only">{title}</caption>
    <thead className="sr-only">
      <tr>
        <th scope="col">{say.field}</th>
        <th scope="col">{say.value}</th>
        <th scope="col">{say.by}</th>
      </tr>
    </thead>
    <tbody>
      {fields.map(({ path, value, setter }) => (
        <tr key={path} className="align-top max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:py-1.5">
          <th scope="row" className="py-1 pe-3 text-start font-mono text-[0.8125rem] font-normal break-words text-soft sm:w-[17rem] sm:ps-5">
            {path.includes(".") ? path.slice(path.indexOf(".") + 1) : path}
          </th>
          <td className="py-1 pe-3 break-words max-sm:col-span-2 max-sm:row-start-2">{policyValueText(path, value, currency)}</td>
          <td className="py-1 text-end sm:w-44">
            <By setter={setter} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

const By = ({ setter }: { setter: Setter | null }) => {
  if (setter === null) return <span className="text-xs text-faint">{say.setBy.default}</span>;
  if (setter.by === "host") return <Chip className="whitespace-normal">{say.setBy.host(setter.origin)}</Chip>;
  if (setter.by === "file") return <Chip>{say.setBy.file}</Chip>;
  return (
    <Chip tone="sand" className="whitespace-normal">
      <span title={setter.at}>{say.setBy.saved(setter.name)}</span>
    </Chip>
  );
};
