import { CircleAlert, CircleCheck, Download, ShieldCheck, Square } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { AdminDoor } from "../../lib/browser/admin/door.ts";
import { type Control, isProven, Proof, type ProofState, reachedIn, type Tried, unmadeIn } from "../../lib/browser/isolation/proof.ts";
import { type AttemptKind, attemptKinds } from "../../lib/policy/attempts.ts";
import { PublicPolicy } from "../../lib/protocol/in-force.ts";
import { save } from "../save.ts";
import { Button } from "../ui/button.tsx";
import { cn } from "../ui/cn.ts";
import { Fold } from "../ui/fold.tsx";
import { Banner, Chip, Panel, Part, Top } from "./part.tsx";
import { words, wordsOf } from "./words.ts";

const say = wordsOf("isolation");

/** Tries to get out of a sandbox of the product's own, here and now, and shows what came of each attempt. */
export const IsolationSection = ({ door }: { door: AdminDoor }) => {
  const [proof] = useState(() => new Proof());
  const [refused, setRefused] = useState<string | null>(null);
  const state = useSyncExternalStore(proof.state.subscribe, proof.state.get, proof.state.get);
  useEffect(() => () => proof.stop(), [proof]);
  const begin = async () => {
    const policy = await door.get("/api/policy", PublicPolicy, new AbortController().signal);
    setRefused(policy.ok ? null : policy.refusal.message);
    if (policy.ok) await proof.run(door, policy.value);
  };
  const busy = ["starting", "controls", "trying"].includes(state.phase);
  const ended = state.phase === "done" || state.phase === "stopped" || state.phase === "failed";
  return (
    <>
      <Top title={words.sections.isolation} lede={say.lede}>
        {busy ? (
          <Button onClick={() => proof.stop()}>
            <Square aria-hidden />
            {say.stop}
          </Button>
        ) : (
          <Button tone="solid" onClick={begin}>
            <ShieldCheck aria-hidden />
            {ended ? say.again : say.start}
          </Button>
        )}
        {state.phase === "done" && (
          <Button onClick={() => report(state)}>
            <Download aria-hidden />
            {say.stopReport}
          </Button>
        )}
      </Top>
      {refused !== null && (
        <p role="alert" className="mb-4 text-sm text-bad">
          {refused}
        </p>
      )}
      {busy && <Progress state={state} />}
      {ended && <Verdict state={state} />}
      {state.controls.length > 0 && <Controls controls={state.controls} />}
      {state.tried.length > 0 && <Classes state={state} />}
    </>
  );
};

const Progress = ({ state }: { state: ProofState }) => (
  <Panel>
    <p role="status" className="text-sm">
      {state.phase === "trying" ? say.progress(Math.floor(state.tried.length / 10) * 10, state.total) : say.starting}
    </p>
    <progress
      aria-label={say.starting}
      value={state.phase === "trying" ? state.tried.length : undefined}
      max={Math.max(1, state.total)}
      className="mt-2 h-1.5 w-full accent-(--accent)"
    />
  </Panel>
);

const Verdict = ({ state }: { state: ProofState }) => {
  const reached = reachedIn(state).length;
  if (state.phase === "stopped") return <Banner tone="sand" icon={<CircleAlert aria-hidden />} title={say.stopped} />;
  if (state.phase === "failed")
    return (
      <Banner tone="bad" icon={<CircleAlert aria-hidden />} title={say.failed}>
        <p>{state.message}</p>
      </Banner>
    );
  if (reached > 0)
    return (
      <Banner tone="bad" icon={<CircleAlert aria-hidden />} title={say.broken(reached, state.total)}>
        <p>{say.brokenHint}</p>
      </Banner>
    );
  const unmade = unmadeIn(state).length;
  if (unmade > 0)
    return (
      <Banner tone="sand" icon={<CircleAlert aria-hidden />} title={say.unmade(unmade)}>
        <p>{say.unmadeHint}</p>
      </Banner>
    );
  if (!isProven(state))
    return (
      <Banner tone="sand" icon={<CircleAlert aria-hidden />} title={say.blind}>
        <p>{say.blindHint}</p>
      </Banner>
    );
  return (
    <Banner tone="good" icon={<CircleCheck aria-hidden />} title={say.proven(state.total)}>
      <p>{say.provenHint(state.controls.length)}</p>
    </Banner>
  );
};

const names: Record<string, string> = say.controlNames;

const Controls = ({ controls }: { controls: readonly Control[] }) => (
  <Part title={say.controls} className="mt-6 first:mt-6">
    <p className="mb-2 text-sm text-soft">{say.controlsHint}</p>
    <ul className="flex flex-wrap gap-2">
      {controls.map(({ name, arrived }) => (
        <li key={name}>
          <Chip tone={arrived ? "good" : "sand"}>
            {names[name] ?? name}: {arrived ? say.arrived : say.missing}
          </Chip>
        </li>
      ))}
    </ul>
  </Part>
);

const Classes = ({ state }: { state: ProofState }) => (
  <Part title={say.byClass}>
    <ul className="divide-y divide-line rounded-xl border border-line bg-card px-4 py-1.5 shadow-card">
      {attemptKinds.map((kind) => (
        <Class key={kind} kind={kind} tried={state.tried.filter((one) => one.kind === kind)} />
      ))}
    </ul>
    <p className="mt-3 text-[0.8125rem] text-faint">{say.notCounted}</p>
  </Part>
);

const Class = ({ kind, tried }: { kind: AttemptKind; tried: readonly Tried[] }) => {
  const reached = tried.filter(({ found }) => found.length > 0).length;
  return (
    <li className="py-1.5">
      <Fold
        label={
          <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1 text-start">
            <span className="min-w-0 flex-1 text-sm text-ink">{say.kinds[kind]}</span>
            <span className="text-faint">
              {tried.length} {say.attempts}
            </span>
            {tried.length > 0 && (
              <Chip tone={reached === 0 ? "good" : "bad"}>
                {reached} {say.reached}
              </Chip>
            )}
          </span>
        }
      >
        <ul className="space-y-1.5 py-2 ps-5">
          {tried.map((one) => (
            <Attempt key={one.name} tried={one} />
          ))}
        </ul>
      </Fold>
    </li>
  );
};

/** What an attempt printed is hostile like all that comes from a sandbox: text, cut. */
const Attempt = ({ tried: { name, told, found } }: { tried: Tried }) => (
  <li className="text-[0.8125rem]">
    <span className={cn("font-medium", found.length > 0 && "text-bad")}>{name.replaceAll("_", " ")}</span>{" "}
    <span className={found.length > 0 ? "text-bad" : "text-good"}>{found.length > 0 ? found.join(", ") : say.nothing}</span>
    {told !== "" && (
      <span className="block font-mono text-xs break-words text-faint">
        {say.said} {told}
      </span>
    )}
  </li>
);

function report(state: ProofState) {
  const { begunAt, sha256, controls, tried, total } = state;
  const value = {
    format: "sandpiper-isolation 1",
    begunAt,
    page: window.location.origin,
    browser: navigator.userAgent,
    attemptsSha256: sha256,
    proven: isProven(state),
    attempts: total,
    reached: reachedIn(state).length,
    notMade: unmadeIn(state).length,
    controls,
    tried,
  };
  save(
    `sandpiper-isolation-${begunAt.slice(0, 19).replaceAll(":", "")}.json`,
    new Blob([`${JSON.stringify(value, null, 2)}\n`], { type: "application/json" }),
  );
}
