import { CircleAlert, FileUp } from "lucide-react";
import { useState } from "react";
import { type FileVerdict, verifyFile } from "../../lib/browser/admin/verify-file.ts";
import { shareText } from "../format.ts";
import { DropBox } from "./drop-box.tsx";
import { Hash } from "./hash.tsx";
import { Banner, Facts } from "./part.tsx";
import { Verdict } from "./verification-section.tsx";
import { When } from "./when.tsx";
import { words, wordsOf } from "./words.ts";

const say = wordsOf("verification");

type Shown = { type: "none" } | { type: "reading"; share: number } | { type: "told"; name: string; verdict: FileVerdict };

/** An exported audit, checked in this browser. */
export const FileCheck = ({ serverKey }: { serverKey: string | null }) => {
  const [shown, setShown] = useState<Shown>({ type: "none" });
  const check = async (file: File) => {
    setShown({ type: "reading", share: 0 });
    const progress = (read: number) => setShown({ type: "reading", share: Math.min(1, read / Math.max(1, file.size)) });
    const unreadable = { type: "not-an-export", reason: say.unreadable } as const;
    const verdict = await verifyFile(file, null, progress, new AbortController().signal).catch(() => unreadable);
    setShown({ type: "told", name: file.name, verdict });
  };
  const reading = shown.type === "reading";
  return (
    <>
      <DropBox
        icon={FileUp}
        hint={say.fileHint}
        label={reading ? say.reading(shareText(shown.share)) : say.choose}
        disabled={reading}
        take={(file) => void check(file)}
      />
      <div className="mt-4 empty:hidden">
        {shown.type === "told" && <Told name={shown.name} verdict={shown.verdict} serverKey={serverKey} />}
      </div>
    </>
  );
};

const Told = ({ name, verdict, serverKey }: { name: string; verdict: FileVerdict; serverKey: string | null }) => {
  if (verdict.type === "not-an-export")
    return (
      <Banner tone="bad" icon={<CircleAlert aria-hidden />} title={say.notExport}>
        <p>{verdict.reason}</p>
      </Banner>
    );
  const ours = verdict.key === serverKey;
  return (
    <div className="space-y-3">
      <Verdict verified={verdict.result} />
      {verdict.after && <p className="text-sm text-sand">{say.extract(verdict.after.seq)}</p>}
      {!verdict.signatures && <p className="text-sm text-sand">{say.noSignatures}</p>}
      <Facts
        facts={[
          [words.fields.file, name],
          [say.madeAt, <When key="at" at={verdict.madeAt} />],
          [say.key, <Hash key="key" value={verdict.key} />],
          [
            "",
            <span key="ours" className={ours ? "text-good" : "text-bad"}>
              {ours ? say.sameKey : say.otherKey}
            </span>,
          ],
          ...(verdict.problem ? ([[say.problem, verdict.problem]] as const) : []),
        ]}
      />
    </div>
  );
};
