import type { FullPolicy } from "../../lib/protocol/in-force.ts";
import { Button } from "../ui/button.tsx";
import { Hash } from "./hash.tsx";
import { When } from "./when.tsx";
import { wordsOf } from "./words.ts";

const say = wordsOf("policy");

/** What was saved here, newest first; each can be loaded into the editor and saved once more. */
export const PolicyVersions = ({ full, load }: { full: FullPolicy; load: (policy: unknown) => void }) =>
  full.versions.length === 0 ? (
    <p className="text-sm text-soft">{say.none}</p>
  ) : (
    <ol className="divide-y divide-line rounded-xl border border-line bg-card px-4 py-1 shadow-card">
      {full.versions.map(({ id, at, name, sha256, policy, problem }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2 text-sm">
          <span className="min-w-0 flex-1">
            <span className="block font-medium">
              {say.version(id)}
              {policy !== null && `, ${policy.version}`}
            </span>
            <span className="block text-[0.8125rem] text-faint">
              <When at={at} />, {name}
            </span>
            {policy === null && <span className="block text-soft">{problem ?? say.backToFile}</span>}
          </span>
          {sha256 !== null && <Hash value={sha256} />}
          {policy !== null && (
            <Button size="s" onClick={() => load(policy)}>
              {say.load}
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
