import { Mark } from "../components/mark.tsx";
import { german } from "../components/texts/de.ts";
import { english } from "../components/texts/en.ts";
import { locale } from "./locale.ts";

/** Where an address leads nowhere. */
export default async function NotFound() {
  const { lostPage } = { en: english, de: german }[await locale()];
  return (
    <main className="grid min-h-dvh place-items-center px-6 text-center">
      <div>
        <Mark className="mx-auto size-12 text-accent" />
        <h1 className="mt-5 text-2xl font-semibold tracking-[-0.02em]">{lostPage.title}</h1>
        <p className="mt-2 text-soft">{lostPage.text}</p>
        <p className="mt-6">
          <a
            href="/"
            className="inline-flex h-9 items-center rounded-lg bg-accent px-3.5 text-sm font-medium text-on-accent hover:bg-accent-strong"
          >
            {lostPage.home}
          </a>
        </p>
      </div>
    </main>
  );
}
