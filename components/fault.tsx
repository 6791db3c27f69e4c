import type { Finding } from "../lib/protocol/action.ts";
import type { Observation } from "../lib/protocol/observation.ts";
import { strings } from "./strings.ts";
import { Fold } from "./ui/fold.tsx";
import { Unmasked } from "./unmasked.tsx";

const box = "rounded-lg border border-bad-line bg-bad-wash px-3.5 py-2.5 text-sm text-bad";
const mono = "font-mono text-[0.8125rem] leading-[1.5]";

/** Why a run failed: the message first, the traceback folded. */
export const Fault = ({ observation }: { observation: Observation }) => {
  if (observation.status === "ok") return null;
  if (observation.status === "killed")
    return (
      <p className={box}>
        <Unmasked text={observation.message} />
        {observation.state === "lost" && ` ${strings.lost}`}
      </p>
    );
  const { type, message, line, traceback } = observation.error;
  return (
    <div className={box}>
      <p className={`${mono} break-words`}>
        <strong className="font-semibold">{type}</strong>
        {message !== "" && (
          <>
            : <Unmasked text={message} />
          </>
        )}
        {line !== null && <span className="font-normal"> ({strings.line(line)})</span>}
      </p>
      {traceback.trim() !== "" && (
        <Fold label={<span className="text-bad">{strings.traceback}</span>} className="mt-1 -mb-1">
          <pre dir="ltr" tabIndex={0} className={`${mono} mt-1 mb-1.5 max-h-72 overflow-auto whitespace-pre`}>
            <Unmasked text={traceback} />
          </pre>
        </Fold>
      )}
    </div>
  );
};

export const Refusal = ({ findings }: { findings: readonly Finding[] }) => (
  <ul className={`${box} space-y-1.5`}>
    {findings.map((finding, at) => (
      <li key={at}>
        <span className={mono}>{finding.name}</span> ({strings.line(finding.line)}): <Unmasked text={finding.reason} />
        {finding.instead !== "" && <span className="block text-soft">{strings.instead(finding.instead)}</span>}
      </li>
    ))}
  </ul>
);

export const Note = ({ text }: { text: string }) => (
  <p className={box}>
    <Unmasked text={text} />
  </p>
);
