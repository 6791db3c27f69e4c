import { CircleAlert } from "lucide-react";
import { useCallback, useState } from "react";
import type { AdminDoor } from "../../lib/browser/admin/door.ts";
import { FullPolicy } from "../../lib/protocol/in-force.ts";
import { Asking, Banner, Part, Refused, Top } from "./part.tsx";
import { PolicyEditor } from "./policy-editor.tsx";
import { PolicyVersions } from "./policy-versions.tsx";
import { PolicyView } from "./policy-view.tsx";
import { useAsk } from "./use-ask.ts";
import { words, wordsOf } from "./words.ts";

const say = wordsOf("policy");

export const textOfPolicy = (policy: unknown) => JSON.stringify(policy, null, 2);

/** What is in force, what would be, and what was. */
export const PolicySection = ({ door }: { door: AdminDoor }) => {
  const [asked, again] = useAsk(useCallback((signal: AbortSignal) => door.get("/api/policy?full=1", FullPolicy, signal), [door]));
  const [kept, setKept] = useState<{ full: FullPolicy } | null>(null);
  if (asked.type === "told" && kept?.full !== asked.value) setKept({ full: asked.value });
  const full = asked.type === "told" ? asked.value : kept?.full;
  return (
    <>
      <Top title={words.sections.policy} lede={say.lede} />
      {asked.type === "refused" && <Refused refusal={asked.refusal} again={again} />}
      {full ? <Loaded key={`${full.saved} ${full.sha256}`} door={door} full={full} again={again} /> : asked.type === "asking" && <Asking />}
    </>
  );
};

const Loaded = ({ door, full, again }: { door: AdminDoor; full: FullPolicy; again: () => void }) => {
  const [text, setText] = useState(() => textOfPolicy(full.policy));
  const load = (policy: unknown) => {
    setText(textOfPolicy(policy));
    document.getElementById("policy-text")?.focus();
  };
  return (
    <>
      {full.problem !== null && (
        <Banner tone="sand" icon={<CircleAlert aria-hidden />} title={say.problem}>
          <p>{full.problem}</p>
        </Banner>
      )}
      <Part title={say.effective}>
        <PolicyView full={full} />
      </Part>
      <Part title={say.edit}>
        <PolicyEditor door={door} full={full} text={text} setText={setText} again={again} />
      </Part>
      <Part title={say.versions}>
        <PolicyVersions full={full} load={load} />
      </Part>
    </>
  );
};
