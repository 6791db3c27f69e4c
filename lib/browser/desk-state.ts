import type { Session } from "../agent/session.ts";
import type { ModelInfo } from "../protocol/complete.ts";
import type { Variable } from "../protocol/kernel.ts";
import type { FileProblem, FileProfile, Link } from "../protocol/profile.ts";
import type { SandboxState } from "./state.ts";

/** What the screen shows, all of it. Made in desk.ts only. */
export interface DeskState {
  readonly phase: "starting" | "ready";
  readonly session: Session;
  readonly items: readonly Item[];
  readonly links: readonly Link[];
  readonly variables: readonly Variable[];
  readonly kernel: SandboxState | { readonly type: "off" };
  readonly models: readonly ModelInfo[];
  readonly model: string;
  readonly notices: readonly Notice[];
  /** The limit of one run, from the policy. */
  readonly runMs: number;
  /** Turns before this number were asked of a kernel that is gone, and their variables with it. */
  readonly lostBefore: number;
  readonly stopping: boolean;
  /** A question that waits until the files are read. */
  readonly pending: string | null;
}

/** One dropped file. `kept` says where its bytes are: in the browser's own storage, or in memory until the tab closes. */
export interface Item {
  readonly name: string;
  readonly bytes: number;
  readonly kept: "browser" | "memory" | "saving";
  readonly sha256: string | null;
  readonly state: ItemState;
}

export type ItemState =
  | { readonly type: "waiting" }
  | { readonly type: "reading" }
  /** `mounted` is false after a reload, until the kernel needs the file again. */
  | { readonly type: "open"; readonly profile: FileProfile; readonly problems: readonly FileProblem[]; readonly mounted: boolean }
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
  | { readonly type: "too-large"; readonly name: string; readonly bytes: number }
  | { readonly type: "replaced"; readonly name: string }
  | { readonly type: "pasted"; readonly name: string }
  | { readonly type: "server"; readonly text: string };

export const emptyDesk: DeskState = {
  phase: "starting",
  session: { turns: [] },
  items: [],
  links: [],
  variables: [],
  kernel: { type: "off" },
  models: [],
  model: "",
  notices: [],
  runMs: 30_000,
  lostBefore: 0,
  stopping: false,
  pending: null,
};
