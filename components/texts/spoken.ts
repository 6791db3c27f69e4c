import { type Context, use } from "react";

/**
 * Texts in the language of whoever looks. On the page there is one person, so the language is the page's; on the server there are many at
 * once, so what is rendered there reads it from the tree that is rendered, and nothing is shared between two requests.
 */
export interface Spoken<Texts extends object> {
  /** Read while something is rendered or done, never while a module loads: the language may not be known yet and may change. */
  readonly texts: Texts;
  /** One part of the texts under a name of its own; may be taken while a module loads. */
  readonly part: <Name extends keyof Texts>(name: Name) => Texts[Name];
  /** Says which language the page speaks from now on. Never called on the server. */
  readonly hear: (texts: Texts) => void;
}

export function spoken<Texts extends object>(context: Context<Texts | null>): Spoken<Texts> {
  let heard: Texts | null = null;
  const now = (): Texts => {
    const texts = heard ?? use(context);
    if (texts === null) throw new Error("No language is known here: render it inside of LocaleScope.");
    return texts;
  };
  const read = <T extends object>(from: () => T): T =>
    new Proxy(Object.create(null), { get: (_, name) => Reflect.get(from(), name), has: (_, name) => Reflect.has(from(), name) });
  const part = <Name extends keyof Texts>(name: Name): Texts[Name] => {
    const here = () => Object(now()[name]);
    return read(here);
  };
  return {
    texts: read(now),
    part,
    hear: (texts) => {
      heard = texts;
    },
  };
}
