/** How long the tab that has a session may take to write down what it is at, before the session is taken from it. */
const yieldMs = 6_000;

export interface Claim {
  readonly session: string;
  /** Another tab asks for it: to end what is under way. It is let go once this settles. */
  readonly asked: () => Promise<void>;
  /** Another tab has it now. */
  readonly lost: () => void;
}

/** A session is this tab's to write until it is let go, taken, or the tab closes. */
export interface Held {
  readonly release: () => void;
}

const nameOf = (session: string) => `sandpiper ${session}`;
const free: Held = { release: () => {} };

/** Claims a session; null when another tab has it, and still has it after `waitMs`: a page that reloads lets go a moment late. Where the browser knows no locks, every tab may have it. */
export function hold(claim: Claim, waitMs = 0): Promise<Held | null> {
  return locked(claim, waitMs === 0 ? { ifAvailable: true } : { signal: AbortSignal.timeout(waitMs) }).catch(keptFrom);
}

/** Where the browser keeps locks from a frame of another site, it keeps all storage from it: no other tab can have what is in it. */
const keptFrom = (error: unknown) => (error instanceof DOMException && error.name === "SecurityError" ? free : null);

/** Takes a session over: the tab that has it is asked to end what it is at and let go; where it does not answer, the session is taken from it. */
export async function takeOver(claim: Claim): Promise<Held> {
  if (!("locks" in navigator)) return free;
  const channel = new BroadcastChannel(nameOf(claim.session));
  channel.postMessage("yield");
  channel.close();
  const asked = await locked(claim, { signal: AbortSignal.timeout(yieldMs) }).catch(() => null);
  return asked ?? (await locked(claim, { steal: true }).catch(() => null)) ?? free;
}

/** Sessions that some tab has. */
export async function heldSessions(): Promise<ReadonlySet<string>> {
  if (!("locks" in navigator)) return new Set();
  const { held = [] } = await navigator.locks.query().catch((): LockManagerSnapshot => ({}));
  const prefix = nameOf("");
  return new Set(held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : [])));
}

function locked(claim: Claim, options: LockOptions): Promise<Held | null> {
  if (!("locks" in navigator)) return Promise.resolve(free);
  return new Promise((resolve, reject) => {
    let mine = false;
    const had = (lock: Lock | null) => {
      if (!lock) return resolve(null);
      mine = true;
      return new Promise<void>((release) => resolve(listening(claim, release)));
    };
    navigator.locks.request(nameOf(claim.session), options, had).catch((error: unknown) => (mine ? claim.lost() : reject(error)));
  });
}

function listening(claim: Claim, release: () => void): Held {
  const channel = new BroadcastChannel(nameOf(claim.session));
  const end = () => {
    channel.close();
    release();
  };
  channel.onmessage = async ({ data }: MessageEvent<unknown>) => {
    if (data !== "yield") return;
    await claim.asked().catch(() => {});
    end();
    claim.lost();
  };
  return { release: end };
}
