import type { ModelInfo, ModelList } from "../protocol/complete.ts";
import type { Settings } from "./env.ts";

export const builtin: ModelInfo = { id: "builtin", label: "Built-in analyst (no language model)", builtin: true };

/** What the page may choose from; the first configured model is the default. */
export function modelList({ models, notes }: Settings): ModelList {
  const offered = [...models.map(({ id, label }) => ({ id, label, builtin: false })), builtin];
  return { models: offered, default: models[0]?.id ?? builtin.id, notes };
}
