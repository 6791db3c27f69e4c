import { changed, changesBetween } from "../../policy/fields.ts";
import type { PolicyOrigin, PolicyVersion, Setter } from "../../protocol/in-force.ts";
import { Policy } from "../../protocol/policy.ts";

const standard = Policy.parse({});

/** Who set what of the file's policy. */
export const ofFile = (policy: Policy): PolicyOrigin => ({
  base: "file",
  fields: Object.fromEntries(changed(policy).map((path) => [path, { by: "file" }])),
});

/**
 * Who set what of the last of these versions, oldest first: who brought a field to its value last. What they merely
 * took over from the file is the file's.
 */
export function ofVersions(versions: readonly PolicyVersion[], file: Policy | null): PolicyOrigin {
  let [before, setters] = start(file);
  for (const { id, at, name, policy, problem } of versions) {
    if (policy === null && problem === null) [before, setters] = start(file);
    if (policy === null) continue;
    for (const path of changesBetween(before, policy)) setters.set(path, { by: "saved", name, at, id });
    before = policy;
  }
  const fields = changed(before).map((path) => [path, setters.get(path)] as const);
  return { base: "saved", fields: Object.fromEntries(fields.flatMap(([path, setter]) => (setter === undefined ? [] : [[path, setter]]))) };
}

const start = (file: Policy | null): [Policy, Map<string, Setter>] => {
  const policy = file ?? standard;
  return [policy, new Map(changed(policy).map((path) => [path, { by: "file" }]))];
};
