"use client";
import { FileSpreadsheet, Upload } from "lucide-react";
import { fetchSample } from "./fetch-sample.ts";
import { SafetyLine } from "./safety.tsx";
import type { Sample } from "./samples.ts";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";
import { cn } from "./ui/cn.ts";

type Props = { samples: readonly Sample[]; over: boolean; pick: () => void; add: (files: readonly File[]) => void };

/** The first screen: what it is, one way in, something to try, and the promise. */
export const Welcome = ({ samples, over, pick, add }: Props) => (
  <main className="mx-auto flex min-h-[calc(100dvh-3.5rem)] w-full max-w-3xl flex-col justify-center px-5 py-12 sm:px-8">
    <h1 className="text-[clamp(1.9rem,1.2rem+2.6vw,2.9rem)] leading-[1.12] font-semibold tracking-[-0.032em]">{strings.sentence}</h1>
    <p className="mt-4 max-w-[38rem] text-lg leading-relaxed text-soft">{strings.lede}</p>
    <section
      aria-label={strings.dropHere}
      className={cn(
        "mt-9 rounded-2xl border border-dashed px-6 py-10 text-center transition-colors sm:py-12",
        over ? "border-accent bg-wash" : "border-line-strong bg-card",
      )}
    >
      <Upload aria-hidden className="mx-auto size-7 text-accent" strokeWidth={1.5} />
      <p className="mt-3 text-lg font-medium">{over ? strings.dropAnywhere : strings.dropHere}</p>
      <p className="mx-auto mt-1 max-w-md text-sm text-faint">{strings.dropHint}</p>
      <Button tone="solid" className="mt-5" onClick={pick}>
        {strings.pick}
      </Button>
    </section>
    <div className="mt-4">
      <SafetyLine />
    </div>
    {samples.length > 0 && (
      <section className="mt-12" aria-labelledby="samples">
        <h2 id="samples" className="mb-3 text-sm font-medium text-soft">
          {strings.samples}
        </h2>
        <ul className="grid gap-2.5 sm:grid-cols-2">
          {samples.map((sample) => (
            <SampleButton key={sample.file} sample={sample} add={add} />
          ))}
        </ul>
      </section>
    )}
  </main>
);

const SampleButton = ({ sample, add }: { sample: Sample; add: (files: readonly File[]) => void }) => {
  const take = async () => {
    const file = await fetchSample(sample);
    if (file) add([file]);
  };
  return (
    <li>
      <button
        type="button"
        onClick={take}
        className="flex h-full w-full items-start gap-3 rounded-xl border border-line bg-card px-4 py-3 text-left shadow-card transition-colors hover:border-line-strong hover:bg-panel"
      >
        <FileSpreadsheet aria-hidden className="mt-0.5 size-4.5 shrink-0 text-accent" />
        <span className="min-w-0">
          <span className="block text-[0.9375rem] leading-6 font-medium">{sample.title}</span>
          <span className="block text-[0.8125rem] leading-snug text-faint">{sample.description}</span>
        </span>
      </button>
    </li>
  );
};
