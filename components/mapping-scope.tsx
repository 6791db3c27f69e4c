"use client";
import { type ReactNode, useMemo, useState } from "react";
import type { Mapping } from "../lib/policy/mask.ts";
import type { MaskingMode } from "../lib/protocol/policy.ts";
import { MappingContext } from "./use-mapping.ts";

type Props = { mapping: Mapping; mode: MaskingMode | null; children: ReactNode };

/** Everything inside shows values in the place of the tokens of this mapping. */
export const MappingScope = ({ mapping, mode, children }: Props) => {
  const [asModel, setAsModel] = useState(false);
  const state = useMemo(() => ({ mapping, mode, asModel, setAsModel }), [mapping, mode, asModel]);
  return <MappingContext value={state}>{children}</MappingContext>;
};
