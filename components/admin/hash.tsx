import { CopyButton } from "../copy.tsx";

/** A digest: its first figures, the whole of it to copy. */
export const Hash = ({ value, long = false }: { value: string; long?: boolean }) => (
  <span className="inline-flex max-w-full items-center gap-1.5">
    <code title={value} className="min-w-0 truncate font-mono text-[0.8125rem]">
      {long ? value : `${value.slice(0, 16)}${value.length > 16 ? "…" : ""}`}
    </code>
    <CopyButton text={value} className="h-6 border-transparent bg-transparent px-1" />
  </span>
);
