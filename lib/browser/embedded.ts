/** Where this page stands when it is the widget (`/embed`): under which host, as its address says, and with which wish for a stricter policy. */
export interface Embedded {
  /** Origin that alone may talk to the widget; null: nobody may. */
  readonly host: string | null;
  /** Part of a policy, as it was parsed from the address; null where there is none. */
  readonly wish: unknown;
  /** Part of the names under which the widget keeps its work: hosts, and wishes of one host, share no session. */
  readonly shelf: string;
}

/** By the page's address; null where it is not the widget. */
export function embedded(address: string = globalThis.location?.href ?? ""): Embedded | null {
  const url = URL.parse(address);
  if (url?.pathname !== "/embed") return null;
  const host = url.searchParams.get("host");
  const policy = url.searchParams.get("policy");
  return { host: host === null ? null : (URL.parse(host)?.origin ?? null), wish: read(policy), shelf: ` embed ${short(`${host} ${policy}`)}` };
}

/** What is no JSON is a wish as well: one that is refused by name. */
function read(policy: string | null): unknown {
  if (policy === null) return null;
  try {
    return JSON.parse(policy);
  } catch {
    return policy;
  }
}

/** Two 32-bit FNV-1a sums: short enough for the name of a folder. It keeps apart, it does not protect. */
function short(text: string): string {
  const sum = (seed: number) => [...text].reduce((hash, sign) => Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0, seed);
  return `${sum(0x811c9dc5).toString(36)}${sum(0x01234567).toString(36)}`;
}

/** The end of every name under which this page keeps something; empty for the app itself. */
export const shelf = (): string => embedded()?.shelf ?? "";
