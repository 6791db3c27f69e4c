"use client";
import { useMemo } from "react";
import { strings } from "./strings.ts";
import { settled, useMapping } from "./use-mapping.ts";

/** Text of a model or a run, with values in the place of tokens. `live` text is still arriving. */
export const Unmasked = ({ text, live = false }: { text: string; live?: boolean }) => {
  const { any, cut } = useMapping();
  const parts = useMemo(() => cut(any && live ? settled(text) : text), [any, cut, live, text]);
  return parts.map((part, at) => (part.type === "text" ? part.text : <Value key={at} token={part.token} original={part.original} />));
};

const longChars = 24;

/** One value that the model does not see, marked; or its token, while the person looks at what the model saw. */
export const Value = ({ token, original }: { token: string; original: string }) => {
  const { asModel } = useMapping();
  const hint = strings.masking.hiddenAs(token);
  const title = asModel ? strings.masking.standsFor(original) : original.length > longChars ? `${original}\n${hint}` : hint;
  return (
    <bdi data-masked={asModel ? "token" : "value"} title={title} className={asModel ? "masked-token" : "masked-value"}>
      {asModel ? token : original}
    </bdi>
  );
};
