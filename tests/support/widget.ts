import type { AddedFile, EmbedArtifact, TurnFacts, Welcome } from "../../lib/protocol/embed.ts";

export type Heard = { type: string; detail: unknown };

/** What public/embed.js gives to a host page, in the words of lib/protocol/embed.ts; public/embed.d.ts tells hosts the same. */
export interface Widget {
  readonly frame: HTMLIFrameElement;
  readonly ready: Promise<Welcome>;
  on(type: string, listener: (detail: unknown) => void): () => void;
  addFiles(files: (File | { name: string; data: ArrayBuffer })[]): Promise<AddedFile[]>;
  ask(question: string): Promise<TurnFacts>;
  stop(): Promise<null>;
  artifact(id: string): Promise<EmbedArtifact>;
  setTheme(theme: "system" | "light" | "dark"): Promise<null>;
  setLocale(locale: string): Promise<Welcome>;
  tighten(policy: object): Promise<Welcome>;
}
