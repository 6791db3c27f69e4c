"use client";
import { createContext, useContext, useMemo } from "react";
import { Mapping, type Piece, pieces, unmask } from "../lib/policy/mask.ts";
import type { MaskingMode } from "../lib/protocol/policy.ts";

/** What tokens stand for, and whether the person has asked to see the tokens themselves. */
export type MappingState = {
  readonly mapping: Mapping;
  /** What the policy in force hides; null until it is known. */
  readonly mode: MaskingMode | null;
  readonly asModel: boolean;
  readonly setAsModel: (on: boolean) => void;
};

const nothing = new Mapping([]);

export const MappingContext = createContext<MappingState>({ mapping: nothing, mode: null, asModel: false, setAsModel: () => {} });

export interface Unmasking extends MappingState {
  /** Something is masked in this session. */
  readonly any: boolean;
  /** What is put in the place of tokens: nothing while the person looks at what the model saw. For charts, pictures and all that is taken away. */
  readonly shown: Mapping;
  /** The text cut at its tokens, to be shown with marks. */
  readonly cut: (text: string) => readonly Piece[];
  /** The text as it is shown where no mark can be: labels, titles, names of files. */
  readonly plain: (text: string) => string;
}

/** The one way from a token to what the person sees. */
export function useMapping(): Unmasking {
  const state = useContext(MappingContext);
  return useMemo(() => {
    const { mapping, asModel } = state;
    const any = mapping.tokens.size > 0;
    const shown = asModel ? nothing : mapping;
    const cut = (text: string): readonly Piece[] => (any ? pieces(text, mapping) : [{ type: "text", text }]);
    return { ...state, any, shown, cut, plain: (text: string) => (any ? unmask(text, shown) : text) };
  }, [state]);
}

/** Text that is still arriving, without a token that has only begun. */
export const settled = (text: string) => text.replace(/[A-Za-z]+_[0-9A-Za-z]{0,16}(?:[@+:][\w.-]*)?$/, "");
