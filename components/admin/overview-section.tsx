import { CircleAlert, CircleCheck, RotateCw } from "lucide-react";
import { type ReactNode, useCallback } from "react";
import type { AdminDoor } from "../../lib/browser/admin/door.ts";
import { Overview } from "../../lib/protocol/admin.ts";
import { PublicPolicy } from "../../lib/protocol/in-force.ts";
import { strings } from "../strings.ts";
import { Button } from "../ui/button.tsx";
import { Hash } from "./hash.tsx";
import { Asking, Banner, Facts, Panel, Part, Refused, Top } from "./part.tsx";
import { setByText } from "./policy-value.ts";
import { hrefOf } from "./route.ts";
import { useAsk } from "./use-ask.ts";
import { VerdictLine } from "./verdict.tsx";
import { When } from "./when.tsx";
import { words, wordsOf } from "./words.ts";

const say = wordsOf("overview");

/** How the server stands. `first` is what was told at the door. */
export const OverviewSection = ({ door, first }: { door: AdminDoor; first: Overview }) => {
  const [asked, again] = useAsk(useCallback((signal: AbortSignal) => door.get("/api/overview", Overview, signal), [door]));
  const overview = asked.type === "told" ? asked.value : first;
  return (
    <>
      <Top title={words.sections.overview}>
        <Button size="s" onClick={again} disabled={asked.type === "asking"}>
          <RotateCw aria-hidden className={asked.type === "asking" ? "animate-spin" : undefined} />
          {words.reload}
        </Button>
      </Top>
      {asked.type === "refused" && <Refused refusal={asked.refusal} again={again} />}
      <Health health={overview.health} />
      <Today today={overview.today} />
      <div className="mt-8 grid gap-6 lg:grid-cols-2">
        <AuditFacts door={door} audit={overview.audit} />
        <PolicyFacts door={door} policy={overview.policy} />
        <ServerFacts overview={overview} />
      </div>
    </>
  );
};

const Health = ({ health }: { health: Overview["health"] }) => {
  const { ok, problems } = health;
  if (ok && problems.length === 0) return <Banner tone="good" icon={<CircleCheck aria-hidden />} title={say.fine} />;
  return (
    <Banner tone={ok ? "sand" : "bad"} icon={<CircleAlert aria-hidden />} title={ok ? say.problems : say.blocked}>
      <ul className="list-disc space-y-1 ps-4">
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </Banner>
  );
};

const tiles = ["runs", "ok", "error", "killed", "refused", "completions", "exports"] as const;

const Today = ({ today }: { today: Overview["today"] }) => (
  <Part title={say.today(today.day)} className="mt-8 first:mt-8">
    <dl className="grid grid-cols-2 gap-2.5 sm:grid-cols-4 lg:grid-cols-7">
      {tiles.map((name) => (
        <div key={name} className="flex flex-col-reverse rounded-xl border border-line bg-card px-3.5 py-2.5 shadow-card">
          <dt className="text-xs leading-snug text-faint">{say.tiles[name]}</dt>
          <dd className="text-xl font-semibold tracking-[-0.02em]">{today[name].toLocaleString(strings.tag)}</dd>
        </div>
      ))}
    </dl>
  </Part>
);

const Link = ({ href, children }: { href: string; children: ReactNode }) => (
  <a href={href} className="text-accent underline decoration-line-strong underline-offset-3 hover:decoration-current">
    {children}
  </a>
);

const AuditFacts = ({ door, audit }: { door: AdminDoor; audit: Overview["audit"] }) => (
  <Part title={say.audit} className="mt-0">
    <Panel>
      <Facts
        facts={[
          [say.entries, audit.entries.toLocaleString(strings.tag)],
          [say.verified, <VerdictLine key="verified" door={door} entries={audit.entries} />],
          [say.last, audit.last ? <Ended key="last" seq={audit.last.seq} at={audit.last.at} hash={audit.last.hash} /> : say.none],
          [
            say.signed,
            audit.signed ? <Ended key="signed" seq={audit.signed.seq} at={audit.signed.at} hash={audit.signed.hash} /> : say.none,
          ],
          [say.key, audit.key ? <Hash key="key" value={audit.key} /> : say.none],
          [say.place, say.places[audit.place]],
        ]}
      />
      <p className="mt-3 text-sm">
        <Link href={hrefOf("verification")}>{say.verify}</Link>
      </p>
    </Panel>
  </Part>
);

const Ended = ({ seq, at, hash }: { seq: number; at: string; hash: string }) => (
  <>
    {words.story.entry(seq)}, <When at={at} />
    <br />
    <Hash value={hash} />
  </>
);

const PolicyFacts = ({ door, policy }: { door: AdminDoor; policy: Overview["policy"] }) => {
  const [asked] = useAsk(useCallback((signal: AbortSignal) => door.get("/api/policy", PublicPolicy, signal), [door]));
  const from = asked.type === "told" ? asked.value.from : null;
  return (
    <Part title={say.policy} className="mt-0">
      <Panel>
        {asked.type === "asking" && <Asking />}
        <Facts
          facts={[
            [say.version, policy.version],
            [say.digest, <Hash key="digest" value={policy.sha256} />],
            ...(from ? ([[say.setBy, setByText(from)]] as const) : []),
          ]}
        />
        <p className="mt-3 text-sm">
          <Link href={hrefOf("policy")}>{say.editPolicy}</Link>
        </p>
      </Panel>
    </Part>
  );
};

const ServerFacts = ({ overview }: { overview: Overview }) => (
  <Part title={say.server} className="mt-0">
    <Panel>
      <Facts
        facts={[
          [say.app, overview.app],
          [say.lock, overview.lockSha256 ? <Hash key="lock" value={overview.lockSha256} /> : say.none],
          [
            say.models,
            <ul key="models">
              {overview.models.map(({ id, label, builtin }) => (
                <li key={id}>
                  {label} <span className="text-faint">({builtin ? say.builtin : say.remote})</span>
                </li>
              ))}
            </ul>,
          ],
        ]}
      />
    </Panel>
  </Part>
);
