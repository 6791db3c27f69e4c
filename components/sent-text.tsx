"use client";
import { useMemo, useState } from "react";
import { placesOf } from "./sent-read.ts";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";
import { useMapping } from "./use-mapping.ts";

const shownChars = 20_000;

/** A text to the letter, with tokens highlighted and what is searched for marked; a long one is cut until it is wanted whole. */
export const SentText = ({ text, query, label }: { text: string; query: string; label: string }) => {
  const [whole, setWhole] = useState(false);
  const cut = !whole && text.length > shownChars;
  return (
    <div>
      <section
        tabIndex={0}
        aria-label={label}
        className="max-h-[28rem] overflow-auto rounded-lg border border-line bg-sunken px-3.5 py-2.5 font-mono text-[0.8125rem] leading-[1.5] break-words whitespace-pre-wrap"
      >
        <Marked text={cut ? text.slice(0, shownChars) : text} query={query} />
      </section>
      {cut && (
        <Button tone="quiet" size="s" className="mt-1" onClick={() => setWhole(true)}>
          {strings.sent.whole(text.length)}
        </Button>
      )}
    </div>
  );
};

/** Tokens get their mark; what a search finds is marked as well, but no token is cut in two for it. */
const Marked = ({ text, query }: { text: string; query: string }) => {
  const { cut } = useMapping();
  return useMemo(() => cut(text), [cut, text]).map((piece, at) =>
    piece.type === "text" ? (
      <Found key={at} text={piece.text} query={query} />
    ) : (
      <span key={at} data-masked="token" title={strings.masking.standsFor(piece.original)} className="masked-token">
        <Found text={piece.token} query={query} />
      </span>
    ),
  );
};

const Found = ({ text, query }: { text: string; query: string }) => {
  const places = placesOf(text, query);
  if (places.length === 0) return text;
  return (
    <>
      {places.map((at, n) => (
        <span key={at}>
          {text.slice(n === 0 ? 0 : (places[n - 1] ?? 0) + query.length, at)}
          <mark className="rounded-[3px] bg-sand-wash text-ink outline outline-sand-line">{text.slice(at, at + query.length)}</mark>
        </span>
      ))}
      {text.slice((places.at(-1) ?? 0) + query.length)}
    </>
  );
};
