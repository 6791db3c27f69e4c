import { diff, hunks } from "./diff.ts";
import { cn } from "./ui/cn.ts";
import { WithTokens } from "./with-tokens.tsx";

const look = { same: "text-soft", gone: "bg-bad-wash text-bad", new: "bg-wash text-accent-strong" };
const sign = { same: " ", gone: "−", new: "+" };

/** What one script has that the other had not. */
export const DiffView = ({ before, after }: { before: string; after: string }) => (
  <pre
    dir="ltr"
    tabIndex={0}
    className="max-h-80 overflow-auto rounded-lg border border-line bg-sunken py-2 font-mono text-[0.8125rem] leading-[1.55]"
  >
    <code className="block w-max min-w-full">
      {hunks(diff(before, after)).map((change, at) =>
        change === null ? (
          <span key={at} className="block px-3 text-faint select-none">
            ⋯
          </span>
        ) : (
          <span key={at} className={cn("block px-3 whitespace-pre", look[change.type])}>
            {sign[change.type]} <WithTokens text={change.text} />
          </span>
        ),
      )}
    </code>
  </pre>
);
