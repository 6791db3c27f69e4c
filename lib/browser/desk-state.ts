import type { ApprovalRequest, Consultation } from "../agent/ports.ts";
import type { Session } from "../agent/session.ts";
import { Mapping } from "../policy/mask.ts";
import type { ModelInfo } from "../protocol/complete.ts";
import type { HelperFault, Variable } from "../protocol/kernel.ts";
import type { TurnOrigin } from "../protocol/event.ts";
import type { Helper, MaskingMode } from "../protocol/policy.ts";
import type { FileProblem, FileProfile, Link } from "../protocol/profile.ts";
import type { StorageFault } from "./journal.ts";
import type { SandboxState } from "./state.ts";
import type { Unfit } from "./take/unpack-session.ts";

/** What the screen shows, all of it. Made in desk.ts only. */
export interface DeskState {
  readonly phase: "starting" | "ready";
  /** As the person named the session; null: its first question is its name. */
  readonly name: string | null;
  readonly writing: Writing;
  readonly session: Session;
  readonly items: readonly Item[];
  readonly links: readonly Link[];
  /** The links as a model may know them. */
  readonly toldLinks: readonly Link[];
  readonly variables: readonly Variable[];
  readonly kernel: SandboxState | { readonly type: "off" };
  readonly models: readonly ModelInfo[];
  readonly model: string;
  readonly notices: readonly Notice[];
  /** The limit of one run, from the policy. */
  readonly runMs: number;
  /** Modules of the policy that code may import. */
  readonly helpers: readonly Helper[];
  /** Turns before this number were asked of a kernel that is gone, and their variables with it. */
  readonly lostBefore: number;
  readonly stopping: boolean;
  /** Something runs: a question, or a step again. */
  readonly busy: boolean;
  /** A question that waits until the files are read. */
  readonly pending: Queued | null;
  /** The script that waits for the person. */
  readonly asking: ApprovalRequest | null;
  /** What code asks the person. */
  readonly consulting: Consultation | null;
  /** Questions that wait for the one under way. */
  readonly queue: readonly Queued[];
  /** What the tokens of masked columns stand for; all that the person is shown or given goes through it. It never leaves the page. */
  readonly mapping: Mapping;
  /** What the policy in force hides from the model; null until it is known. */
  readonly masking: MaskingMode | null;
}

export interface Queued {
  readonly id: string;
  readonly question: string;
  readonly origin: TurnOrigin | null;
  /** It waits for the person's word: after a stop, and after the page was closed. */
  readonly held: boolean;
}

/**
 * Whether this tab may change the session: it is its own (`mine`); another tab had it first (`elsewhere`) or has taken it over (`taken`); or it was made while
 * less was hidden from models than now (`looser`), so that no model may be told of it.
 */
export type Writing = "mine" | "elsewhere" | "taken" | "looser";

/** One dropped file. `kept` says where its bytes are: in the browser's own storage, or in memory until the tab closes. */
export interface Item {
  readonly name: string;
  readonly bytes: number;
  readonly kept: "browser" | "memory" | "saving";
  readonly sha256: string | null;
  /** Milliseconds since the epoch at which the file was last changed, as far as its system told. */
  readonly changed?: number;
  readonly state: ItemState;
}

export type ItemState =
  | { readonly type: "waiting" }
  | { readonly type: "reading" }
  /** `mounted` is false after a reload, until the kernel needs the file again. */
  | {
      readonly type: "open";
      readonly profile: FileProfile;
      /** The same file as a model may know it; the same thing where nothing is masked. */
      readonly told: FileProfile;
      readonly problems: readonly FileProblem[];
      readonly mounted: boolean;
    }
  | { readonly type: "failed"; readonly problems: readonly FileProblem[] };

/** Something the person should know that belongs to no turn. */
export interface Notice {
  readonly id: number;
  readonly tone: "info" | "warning";
  readonly code: NoticeCode;
}

export type NoticeCode =
  | { readonly type: "offline" }
  | { readonly type: "memory-only" }
  | { readonly type: "no-files" }
  | { readonly type: "too-many"; readonly limit: number }
  | { readonly type: "too-much"; readonly bytes: number }
  | { readonly type: "turns-spent"; readonly limit: number }
  | { readonly type: "too-large"; readonly name: string; readonly bytes: number }
  | { readonly type: "replaced"; readonly name: string }
  | { readonly type: "pasted"; readonly name: string }
  | { readonly type: "sample-missed" }
  /** Records wait in this browser until the server can be reached. */
  | { readonly type: "kept-locally" }
  /** The server is of another build than this page. */
  | { readonly type: "new-version" }
  | { readonly type: "handed-in"; readonly count: number }
  /** The browser's storage takes nothing: what happens is lost when the tab is closed. */
  | { readonly type: "not-kept"; readonly fault: StorageFault }
  | { readonly type: "read-only"; readonly writing: Writing }
  /** The latest session is in another tab; this one begins anew. */
  | { readonly type: "elsewhere" }
  | { readonly type: "not-removed" }
  /** A file that was to be opened as a session. */
  | { readonly type: "unfit"; readonly name: string; readonly why: Unfit }
  | { readonly type: "brought"; readonly name: string }
  | { readonly type: "not-packed" }
  | { readonly type: "not-handed-out"; readonly file: string; readonly reason: string }
  | { readonly type: "expired"; readonly count: number; readonly days: number }
  /** A helper module of the policy that code cannot import. */
  | ({ readonly type: "helper-left-out" } & HelperFault)
  | { readonly type: "server"; readonly text: string };

export const emptyDesk: DeskState = {
  phase: "starting",
  name: null,
  writing: "mine",
  session: { turns: [] },
  items: [],
  links: [],
  toldLinks: [],
  variables: [],
  kernel: { type: "off" },
  models: [],
  model: "",
  notices: [],
  runMs: 30_000,
  helpers: [],
  lostBefore: 0,
  stopping: false,
  busy: false,
  pending: null,
  asking: null,
  consulting: null,
  queue: [],
  mapping: new Mapping([]),
  masking: null,
};
