import { Policy } from "../protocol/policy.ts";

const groups = new Set(["limits", "masking", "budgets"]);

/** Made when it is asked for: the page's core asks for it only in a window of its own. */
const standard = () => Policy.parse({});

/** Every field of a policy by its path: those of `limits`, `masking` and `budgets` one by one, the others whole. */
export function fieldsOf(policy: Policy): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [name, value] of Object.entries(policy)) {
    if (!groups.has(name)) fields.set(name, value);
    else for (const [field, inner] of Object.entries(value ?? {})) fields.set(`${name}.${field}`, inner);
  }
  return fields;
}

/** Paths of the fields in which two policies differ. */
export function changesBetween(one: Policy, other: Policy): string[] {
  const [before, after] = [fieldsOf(one), fieldsOf(other)];
  return [...after.keys()].filter((path) => JSON.stringify(before.get(path)) !== JSON.stringify(after.get(path)));
}

/** Paths of the fields that are not the default. */
export const changed = (policy: Policy) => changesBetween(standard(), policy);
