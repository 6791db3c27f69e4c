import { artifactsOf, type Turn } from "../lib/agent/session.ts";
import type { TableArtifact } from "../lib/protocol/artifact.ts";

/** What an answer says, as the matchers read it. */
export interface Said {
  readonly finding: string;
  /** Finding, evidence and caveats. */
  readonly whole: string;
  /** Values written as `@name[value]`. */
  readonly tags: ReadonlyMap<string, string>;
  readonly tables: readonly TableArtifact[];
}

export function saidIn(turn: Turn | undefined): Said {
  const answer = turn?.answer ?? null;
  const finding = plain(answer?.finding ?? "");
  const whole = [finding, ...(answer?.evidence ?? []).map(plain), ...(answer?.caveats ?? []).map(plain)].join("\n");
  const tags = new Map([...whole.matchAll(/@(\w+)\[([^\]]*)\]/g)].map(([, name = "", value = ""]) => [name, value.trim()] as const));
  const tables = turn ? artifactsOf(turn).filter((artifact) => artifact.kind === "table") : [];
  return { finding, whole, tags, tables };
}

const plain = (text: string) => text.replaceAll(/\*\*|`/g, "").replace(/\\([!-/:-@[-`{-~])/g, "$1");
