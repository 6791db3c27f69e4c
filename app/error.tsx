"use client";
import { Mark } from "../components/mark.tsx";
import { strings } from "../components/strings.ts";
import { Button } from "../components/ui/button.tsx";

/** Where the page itself breaks: a bug of ours. What the person had is in the journal. */
export default function Broken() {
  return (
    <main className="grid min-h-dvh place-items-center px-6 text-center">
      <div role="alert">
        <Mark className="mx-auto size-12 text-accent" />
        <h1 className="mt-5 text-2xl font-semibold tracking-[-0.02em]">{strings.brokenPage.title}</h1>
        <p className="mt-2 text-soft">{strings.brokenPage.text}</p>
        <Button tone="solid" className="mt-6" onClick={() => location.reload()}>
          {strings.brokenPage.again}
        </Button>
      </div>
    </main>
  );
}
