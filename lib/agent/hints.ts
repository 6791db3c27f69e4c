import type { Observation } from "../protocol/observation.ts";

/** What the host knows and a hint may name. */
export interface Known {
  readonly files: readonly string[];
  readonly columns: readonly string[];
  readonly modules: readonly string[];
}

export function hintsFor(_observation: Observation, _code: string, _known: Known): string[] {
  return [];
}
