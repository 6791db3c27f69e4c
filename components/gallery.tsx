"use client";
import { ChartLine, CornerDownRight, Cpu, Database, Sheet, ShoppingBasket, SquareUserRound, Star } from "lucide-react";
import { useState } from "react";
import { fetchSample } from "./fetch-sample.ts";
import { useLocale } from "./locale.tsx";
import { saidOf } from "./sample-said.ts";
import type { Sample } from "./samples.ts";
import { strings } from "./strings.ts";

const icons = {
  sales: ShoppingBasket,
  survey: Star,
  series: ChartLine,
  database: Database,
  workbook: Sheet,
  sensors: Cpu,
  people: SquareUserRound,
} as const;

export type Try = {
  add: (files: readonly File[]) => void;
  ask: (question: string) => void;
  missed: () => void;
};

/** Something to try: each sample with a question that shows what can be asked of it. */
export const Gallery = ({ samples, ...todo }: Try & { samples: readonly Sample[] }) => (
  <section className="mt-12" aria-labelledby="samples">
    <h2 id="samples" className="mb-3 text-sm font-medium text-soft">
      {strings.samples}
    </h2>
    <ul className="grid gap-2.5 sm:grid-cols-2">
      {samples.map((sample) => (
        <SampleCard key={sample.file} sample={sample} {...todo} />
      ))}
    </ul>
  </section>
);

const SampleCard = ({ sample, add, ask, missed }: Try & { sample: Sample }) => {
  const { locale } = useLocale();
  const [coming, setComing] = useState(false);
  const { title, description, question } = saidOf(sample, locale);
  const Icon = icons[sample.kind];
  const take = async (then: string | null) => {
    setComing(true);
    const file = await fetchSample(sample);
    setComing(false);
    if (!file) return missed();
    add([file]);
    if (then !== null) ask(then);
  };
  return (
    <li
      aria-busy={coming}
      className="flex flex-col rounded-xl border border-line bg-card shadow-card transition-colors focus-within:border-line-strong hover:border-line-strong"
    >
      <button
        type="button"
        disabled={coming}
        onClick={() => take(null)}
        className="flex w-full flex-1 items-start gap-3 rounded-xl px-4 pt-3 pb-2 text-start hover:bg-panel"
      >
        <Icon aria-hidden className="mt-0.5 size-4.5 shrink-0 text-accent" />
        <span className="min-w-0">
          <span className="block text-[0.9375rem] leading-6 font-medium">{title}</span>
          <span className="block text-[0.8125rem] leading-snug text-faint">{description}</span>
        </span>
      </button>
      <button
        type="button"
        disabled={coming}
        onClick={() => take(question)}
        className="mx-1.5 mb-1.5 flex items-start gap-2 rounded-lg px-2.5 py-1.5 text-start text-[0.8125rem] leading-snug text-accent hover:bg-wash"
      >
        <CornerDownRight aria-hidden className="mt-0.5 size-3.5 shrink-0 rtl:-scale-x-100" />
        <span>
          <span className="sr-only">{strings.askOf(title)} </span>
          {question}
        </span>
      </button>
    </li>
  );
};
