/** Types of embed.js, for pages that embed Sandpiper: `/// <reference path="embed.d.ts" />`, or copy it beside your own. See docs/embedding.md. */

declare namespace Sandpiper {
  type Theme = "system" | "light" | "dark";
  type Kind = "table" | "image" | "chart" | "file";
  type Cell = string | number | boolean | null;

  /** A file of this page's: the browser's own object, or bytes with a name. The bytes are transferred: afterwards they are gone from this page. */
  type HostFile = File | { name: string; data: ArrayBuffer };

  interface Options {
    /** Address of the Sandpiper server; left out, where embed.js came from. */
    src?: string;
    theme?: Theme;
    /** Language of the widget, such as "en". */
    locale?: string;
    /** Title of the frame, for screen readers. */
    title?: string;
    /** Wishes for a stricter policy: part of a policy, as /policy.schema.json tells. What would be looser is refused and named in `ready`. */
    policy?: object;
    /** Given as soon as the widget is ready. */
    files?: HostFile[];
  }

  interface Welcome {
    versions: number[];
    /** What this page is told of answers, by the policy of the server (`embedResults`). */
    results: "none" | "masked" | "shown";
    policy: { version: string; granted: string[]; refused: { path: string; reason: string }[] };
  }

  interface State {
    phase: "starting" | "ready" | "reading" | "running" | "asking";
    files: { open: number; reading: number; failed: number };
    turns: number;
  }

  interface AddedFile {
    name: string;
    state: "open" | "failed" | "not-taken";
    rows: number | null;
    problems: string[];
  }

  /** Words are Markdown of a model's: show them as text, never as markup. */
  interface Result {
    question: string;
    finding: string | null;
    evidence: string[];
    caveats: string[];
    next: string[];
    artifacts: { id: string; kind: Kind; title: string }[];
  }

  interface Turn {
    turn: number;
    status: "answered" | "partial" | "stopped" | "failed";
    steps: number;
    repairs: number;
    ms: number;
    made: Record<Kind, number>;
    /** Null where the policy keeps it from this page. */
    result: Result | null;
    /** Why it is missing although the policy allows it. */
    withheld: string | null;
  }

  type Artifact =
    | { id: string; kind: "table"; title: string; columns: { name: string; dtype: string }[]; rows: Cell[][]; totalRows: number }
    | { id: string; kind: "image"; title: string; alt: string; png: Uint8Array; svg: string | null }
    | { id: string; kind: "chart"; title: string; alt: string; spec: string }
    | { id: string; kind: "file"; title: string; name: string; mime: string; bytes: Uint8Array };

  type Fault =
    | "unsupported-version"
    | "malformed"
    | "too-many-messages"
    | "not-allowed"
    | "not-ready"
    | "busy"
    | "no-files"
    | "not-taken"
    | "not-recorded"
    | "unknown-artifact";

  interface Events {
    ready: Welcome;
    state: State;
    "turn-started": { turn: number };
    "artifact-made": { turn: number; kind: Kind };
    "turn-ended": Turn;
    error: { code: Fault | "no-answer" | "gone"; message: string; versions: number[] };
  }

  class SandpiperError extends Error {
    code: Fault | "no-answer" | "gone";
    /** Versions that the widget speaks. */
    versions: number[];
  }

  interface Widget {
    readonly frame: HTMLIFrameElement;
    /** Rejects with "no-answer" where the server does not run or does not name this origin. */
    readonly ready: Promise<Welcome>;
    /** Gives what ends the listening. */
    on<T extends keyof Events>(type: T, listener: (detail: Events[T]) => void): () => void;
    addFiles(files: HostFile[]): Promise<AddedFile[]>;
    /** Resolves when the question was answered, or ended otherwise. */
    ask(question: string): Promise<Turn>;
    stop(): Promise<null>;
    /** What something holds that a turn made since the widget was opened; where the policy allows results. */
    artifact(id: string): Promise<Artifact>;
    setTheme(theme: Theme): Promise<null>;
    /** Loads the widget again in another language. */
    setLocale(locale: string): Promise<Welcome>;
    /** Starts the widget anew, in another session, under a stricter policy. */
    tighten(policy: object): Promise<Welcome>;
    destroy(): void;
  }

  const version: 1;
  function mount(element: Element, options?: Options): Widget;
}

interface SandpiperAnalystElement extends HTMLElement {
  readonly widget: Sandpiper.Widget | null;
}

interface HTMLElementTagNameMap {
  "sandpiper-analyst": SandpiperAnalystElement;
}
