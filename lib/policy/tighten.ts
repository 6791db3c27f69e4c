import { type Helper, Policy } from "../protocol/policy.ts";

/** A wish that was not granted, by its field, and why. */
export type RefusedWish = { path: string; reason: string };

export type Tightened = { policy: Policy; refused: RefusedWish[] };

/** What becomes of the policy by one field of a wish; `refused` says which part of it was not granted. */
type Granted = { policy: Policy; refused?: string };
type Rule = (policy: Policy, wish: Policy) => Granted;

const looser = "it would be looser than the policy allows";
const fixed = "an embedding page has no say in it";

/** Strictest last. With `ask-on-change` nothing runs that the person has not read; with `ask-first` what follows the first script of a turn does. */
const approvals = ["auto", "ask-first", "ask-on-change"] as const;
const modes = ["open", "masked", "schema-only"] as const;
const results = ["shown", "masked", "none"] as const;
const losses = ["keep-locally", "refuse"] as const;

/** Of two words the later one in `order`; a wish for the earlier one is refused. */
const later = <T extends string>(order: readonly T[], held: T, wished: T) => (order.indexOf(wished) < order.indexOf(held) ? null : wished);

/** What of a list was wished for and is allowed; null stands for everything. */
const both = (held: string[] | null, wished: string[] | null) =>
  wished === null ? held : wished.filter((one) => held === null || held.includes(one));

/** The part of a wish that is not allowed, in words; nothing where all is. */
function beyond(held: readonly string[] | null, wished: readonly string[] | null): { refused?: string } {
  if (held === null) return {};
  if (wished === null) return { refused: looser };
  const over = wished.filter((one) => !held.includes(one));
  return over.length === 0 ? {} : { refused: `${looser}: ${over.join(", ")}` };
}

const limit =
  (name: keyof Policy["limits"]): Rule =>
  (policy, { limits }) => {
    if (limits[name] > policy.limits[name]) return { policy, refused: looser };
    return { policy: { ...policy, limits: { ...policy.limits, [name]: limits[name] } } };
  };

const budget =
  (name: Exclude<keyof Policy["budgets"], "currency">): Rule =>
  (policy, { budgets }) => {
    const [held, wished] = [policy.budgets[name], budgets[name]];
    if (held !== null && (wished === null || wished > held)) return { policy, refused: looser };
    return { policy: { ...policy, budgets: { ...policy.budgets, [name]: wished } } };
  };

const masked = (policy: Policy, part: Partial<Policy["masking"]>): Policy => ({ ...policy, masking: { ...policy.masking, ...part } });

const rules: Record<string, Rule> = {
  "masking.mode": (policy, { masking }) => {
    const mode = later(modes, policy.masking.mode, masking.mode);
    return mode === null ? { policy, refused: looser } : { policy: masked(policy, { mode }) };
  },
  /** A rule of the host goes first, so only the strictest can be granted: any other might show what the policy's own rules or the detectors would not. */
  "masking.columns": (policy, { masking }) => {
    const held = policy.masking.columns;
    const same = (one: object) => held.some((other) => JSON.stringify(other) === JSON.stringify(one));
    const more = masking.columns.filter((one) => one.rule === "remove" && !same(one));
    const over = masking.columns.filter((one) => one.rule !== "remove" && !same(one));
    const granted = { policy: masked(policy, { columns: [...more, ...held] }) };
    return over.length === 0 ? granted : { ...granted, refused: `only "remove" can be added: ${over.map(({ column }) => column).join(", ")}` };
  },
  "masking.keepClass": (policy, { masking }) => {
    const keepClass = masking.keepClass.filter((one) => policy.masking.keepClass.includes(one));
    return { policy: masked(policy, { keepClass }), ...beyond(policy.masking.keepClass, masking.keepClass) };
  },
  "masking.pictures": (policy, { masking }) =>
    masking.pictures && !policy.masking.pictures ? { policy, refused: looser } : { policy: masked(policy, { pictures: masking.pictures }) },
  "masking.strict": (policy, { masking }) =>
    policy.masking.strict && !masking.strict ? { policy, refused: looser } : { policy: masked(policy, { strict: masking.strict }) },
  /** More rows are stricter: smaller groups are kept from the model. */
  "masking.smallGroupRows": (policy, { masking: { smallGroupRows } }) =>
    smallGroupRows < policy.masking.smallGroupRows ? { policy, refused: looser } : { policy: masked(policy, { smallGroupRows }) },
  approval: (policy, wish) => {
    const approval = later(approvals, policy.approval, wish.approval);
    return approval === null ? { policy, refused: looser } : { policy: { ...policy, approval } };
  },
  embedResults: (policy, wish) => {
    const embedResults = later(results, policy.embedResults, wish.embedResults);
    return embedResults === null ? { policy, refused: looser } : { policy: { ...policy, embedResults } };
  },
  auditDown: (policy, wish) => {
    const auditDown = later(losses, policy.auditDown, wish.auditDown);
    return auditDown === null ? { policy, refused: looser } : { policy: { ...policy, auditDown } };
  },
  /** The prices stay the policy's. */
  models: (policy, { models }) => {
    const [held, wished] = [policy.models?.map(({ id }) => id) ?? null, models?.map(({ id }) => id) ?? null];
    const ids = both(held, wished);
    const left = (policy.models ?? models)?.filter(({ id }) => ids?.includes(id)) ?? null;
    return { policy: { ...policy, models: left }, ...beyond(held, wished) };
  },
  allowedPackages: (policy, wish) => ({
    policy: { ...policy, allowedPackages: both(policy.allowedPackages, wish.allowedPackages) },
    ...beyond(policy.allowedPackages, wish.allowedPackages),
  }),
  allowedModules: (policy, wish) => ({
    policy: { ...policy, allowedModules: wish.allowedModules.filter((one) => policy.allowedModules.includes(one)) },
    ...beyond(policy.allowedModules, wish.allowedModules),
  }),
  /** Fewer, word for word as they are. */
  helpers: (policy, { helpers }) => {
    const same = (one: Helper) => (other: Helper) => one.name === other.name && one.code === other.code;
    const over = helpers.filter((one) => !policy.helpers.some(same(one)));
    const left = policy.helpers.filter((one) => helpers.some(same(one)));
    return { policy: { ...policy, helpers: left }, ...(over.length === 0 ? {} : { refused: `${looser}: ${over.map(({ name }) => name).join(", ")}` }) };
  },
  deniedModules: (policy, wish) => ({ policy: { ...policy, deniedModules: [...new Set([...policy.deniedModules, ...wish.deniedModules])] } }),
};

const isLimit = (name: string, limits: Policy["limits"]): name is keyof Policy["limits"] => Object.hasOwn(limits, name);
const isBudget = (name: string, budgets: Policy["budgets"]): name is Exclude<keyof Policy["budgets"], "currency"> =>
  name !== "currency" && Object.hasOwn(budgets, name);

function ruleOf(path: string, policy: Policy): Rule {
  const [group, name = ""] = path.split(".");
  if (group === "limits" && isLimit(name, policy.limits)) return limit(name);
  if (group === "budgets" && isBudget(name, policy.budgets)) return budget(name);
  return (Object.hasOwn(rules, path) ? rules[path] : undefined) ?? ((same) => ({ policy: same, refused: fixed }));
}

type Field = { path: string; alone: unknown };

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);

/** Each field of a wish by itself. */
function fieldsIn(wish: unknown): Field[] {
  if (!isObject(wish)) return [{ path: "", alone: wish }];
  return Object.entries(wish).flatMap(([name, value]): Field[] => {
    if (!["limits", "masking", "budgets"].includes(name) || !isObject(value)) return [{ path: name, alone: { [name]: value } }];
    return Object.entries(value).map(([field, inner]) => ({ path: `${name}.${field}`, alone: { [name]: { [field]: inner } } }));
  });
}

/**
 * The policy as an embedding page wishes it, a part of a policy as JSON: never looser in any field than `policy`. What would be looser, what is
 * not valid and what an embedding page has no say in is left as it was, and named.
 */
export function tighten(policy: Policy, wish: unknown): Tightened {
  const refused: RefusedWish[] = [];
  let tightened = policy;
  for (const { path, alone } of fieldsIn(wish)) {
    const parsed = Policy.safeParse(alone);
    if (!parsed.success) {
      refused.push({ path, reason: parsed.error.issues[0]?.message ?? "it is not valid" });
      continue;
    }
    const granted = ruleOf(path, policy)(tightened, parsed.data);
    tightened = granted.policy;
    if (granted.refused !== undefined) refused.push({ path, reason: granted.refused });
  }
  return { policy: tightened, refused };
}
