import type { Lock } from "../protocol/kernel.ts";
import type { Policy } from "../protocol/policy.ts";

/** Names of packages are the same in any case and with any of the three signs between their words. */
const plain = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, "-");

function withDependencies(lock: Lock, names: readonly string[]): Set<string> {
  const kept = new Set<string>();
  const visit = (name: string): void => {
    if (kept.has(name) || !Object.hasOwn(lock.packages, name)) return;
    kept.add(name);
    lock.packages[name]?.depends.forEach(visit);
  };
  names.forEach(visit);
  return kept;
}

/**
 * The lock as the policy lets it be: the allowed packages and all that they depend on. Whatever reads this one cannot fetch, load or
 * name another.
 */
export function allowedLock(lock: Lock, { allowedPackages }: Pick<Policy, "allowedPackages">): Lock {
  if (allowedPackages === null) return lock;
  const allowed = new Set(allowedPackages.map(plain));
  const kept = withDependencies(
    lock,
    Object.keys(lock.packages).filter((name) => allowed.has(plain(name))),
  );
  return { ...lock, packages: Object.fromEntries(Object.entries(lock.packages).filter(([name]) => kept.has(name))) };
}
