"use client";
import { useMemo } from "react";
import { strings } from "./strings.ts";
import { Tip } from "./ui/tip.tsx";
import { useMapping } from "./use-mapping.ts";

const tipChars = 400;

/** Code and messages as they are, tokens and all; what one stands for is said when it is pointed at or focused. */
export const WithTokens = ({ text }: { text: string }) => {
  const { cut } = useMapping();
  return useMemo(() => cut(text), [cut, text]).map((part, at) =>
    part.type === "text" ? (
      part.text
    ) : (
      <Tip key={at} text={strings.masking.standsFor(part.original.slice(0, tipChars))}>
        <span tabIndex={0} data-masked="token" className="masked-token">
          {part.token}
        </span>
      </Tip>
    ),
  );
};
