import { foldAll } from "../agent/fold.ts";
import { Mapping, unmask } from "../policy/mask.ts";
import { copyAll, forget, forgetAll } from "./files.ts";
import { heldSessions } from "./hold.ts";
import type { Journal } from "./journal.ts";
import { turnsOf } from "./restore.ts";
import type { SavedSession } from "./saved.ts";

/** One session in the list, in clear: it is shown to the person and goes nowhere else. */
export interface Listed {
  readonly id: string;
  /** As the person named it, else its first question, else empty. */
  readonly name: string;
  readonly at: number;
  readonly files: readonly string[];
  readonly turns: readonly { readonly question: string; readonly answer: string }[];
  /** `here` is on this desk; `elsewhere` is open in another tab. */
  readonly open: "here" | "elsewhere" | "no";
}

const dayMs = 86_400_000;

/** All sessions of this browser, as the list shows them and changes them. Only what the list shows is read: never the events of a session. */
export class Sessions {
  constructor(
    private readonly journal: Journal,
    private readonly present: () => string,
  ) {}

  async list(): Promise<Listed[]> {
    const [all, held] = await Promise.all([this.journal.all(), heldSessions()]);
    const listed = all.map(async (saved): Promise<Listed> => {
      const open = saved.id === this.present() ? ("here" as const) : held.has(saved.id) ? ("elsewhere" as const) : ("no" as const);
      return { ...clear(saved, saved.turns ?? turnsOf(foldAll(await this.journal.events(saved.id)))), open };
    });
    return Promise.all(listed);
  }

  async rename(id: string, name: string): Promise<void> {
    const saved = await this.journal.find(id);
    if (saved) await this.journal.put({ ...saved, name: nameOf(name) });
  }

  /** A session of its own with the same turns and files; files that could not be copied (a full storage) have to be dropped again. */
  async duplicate(id: string, name: string): Promise<void> {
    const saved = await this.journal.find(id);
    if (!saved) return;
    const to = crypto.randomUUID();
    const copied = await copyAll(id, to, [...new Set(saved.items.flatMap(({ sha256 }) => sha256 ?? []))]);
    for (const event of await this.journal.events(id)) await this.journal.append(to, event);
    await this.journal.keep(to, await this.journal.pairs(id));
    for (const sent of await this.journal.posted(id)) await this.journal.post(to, sent);
    const items = saved.items.map((item) => (item.sha256 !== null && copied.has(item.sha256) ? item : { ...item, sha256: null }));
    await this.journal.put({ ...saved, id: to, name: nameOf(name), items, at: Date.now() });
  }

  /** Forgets a session with its files, unless another tab has it open. */
  async remove(id: string): Promise<boolean> {
    if (id !== this.present() && (await heldSessions()).has(id)) return false;
    const saved = await this.journal.find(id);
    await this.journal.drop(id);
    await forgetAll(id);
    await forget(id, saved?.items.flatMap(({ sha256 }) => sha256 ?? []) ?? []);
    return true;
  }

  /** Forgets what was last changed longer ago than the policy keeps anything; how many were forgotten. */
  async expire(days: number | null, now: number): Promise<number> {
    if (days === null) return 0;
    const old = (await this.journal.all()).filter(({ id, at }) => id !== this.present() && now - at > days * dayMs);
    const gone = await Promise.all(old.map(({ id }) => this.remove(id)));
    return gone.filter(Boolean).length;
  }
}

/** The name a person gave, or null when they gave none. */
export const nameOf = (text: string): string | null => text.replace(/\s+/g, " ").trim().slice(0, 200) || null;

function clear({ id, name, at, items, meant }: SavedSession, turns: NonNullable<SavedSession["turns"]>): Omit<Listed, "open"> {
  const mapping = new Mapping(meant);
  const shown = turns.map(({ question, answer }) => ({ question: unmask(question, mapping), answer: unmask(answer, mapping) }));
  return { id, at, name: name ?? shown[0]?.question ?? "", files: items.map((item) => item.name), turns: shown };
}
