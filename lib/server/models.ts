import type { ModelInfo, ModelList } from "../protocol/complete.ts";
import type { Policy } from "../protocol/policy.ts";
import type { Settings, UpstreamModel } from "./env.ts";

export const builtin: ModelInfo = { id: "builtin", label: "Built-in analyst (no language model)", builtin: true };

/** Whether the policy lets a model be asked. */
const allows = ({ models }: Policy, id: string) => models === null || models.some((model) => model.id === id);

/** The model of that name, when the server has it and the policy allows it. */
export function modelOf(id: string, { models }: Settings, policy: Policy): UpstreamModel | "builtin" | null {
  if (!allows(policy, id)) return null;
  return id === builtin.id ? "builtin" : (models.find((model) => model.id === id) ?? null);
}

/** What the page may choose from; the first configured model that the policy allows is the default. */
export function modelList({ models, notes }: Settings, policy: Policy): ModelList {
  const offered = [...models.map(({ id, label, images }) => ({ id, label, builtin: false, ...(images ? { images } : {}) })), builtin].filter(({ id }) => allows(policy, id));
  const none = "The policy allows none of the models that this server has; an administrator can mend that.";
  return { models: offered, default: offered[0]?.id ?? "", notes: offered.length === 0 ? [...notes, none] : notes };
}
