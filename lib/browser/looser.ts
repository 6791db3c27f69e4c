import type { MaskingMode } from "../protocol/policy.ts";

const hidden: Record<MaskingMode, number> = { open: 0, masked: 1, "schema-only": 2 };

/** Whether something made under one mode may hold what another hides from models; where either is not known, it is taken not to. */
export const looserThan = (made: MaskingMode | null, now: MaskingMode | null): boolean => made !== null && now !== null && hidden[made] < hidden[now];
