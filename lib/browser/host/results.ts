import { unmaskedArtifact, unmaskedTurn } from "../../agent/export/unmasked.ts";
import { artifactsOf, type Turn } from "../../agent/session.ts";
import { Mapping } from "../../policy/mask.ts";
import { unmaskRows } from "../../policy/unmask/cells.ts";
import type { Artifact } from "../../protocol/artifact.ts";
import type { EmbedArtifact, EmbedResult, TurnFacts } from "../../protocol/embed.ts";
import { unmaskFile } from "../unmask/file.ts";
import type { Hosted } from "./hosted.ts";

const nothing = new Mapping([]);
const mostRows = 5_000;

/** What stands in the place of tokens for the host: values only where the policy shows them. */
const mappingFor = ({ rules, state }: Hosted): Mapping => (rules.policy.embedResults === "shown" ? state.get().mapping : nothing);

/** How a turn ended, with its words where the policy lets the host have them; they are on record as an export before. */
export async function turnFacts(desk: Hosted, turn: Turn): Promise<TurnFacts> {
  const plain = bare(turn);
  if (desk.rules.policy.embedResults === "none") return plain;
  const mapping = mappingFor(desk);
  const result = resultOf(unmaskedTurn(turn, mapping));
  const told = { artifact: artifactsOf(turn).at(-1)?.id ?? null, file: "answer.json", format: "embed" };
  const recorded = await desk.exporting({ ...told, content: new Blob([JSON.stringify(result)]), unmasked: mapping.tokens.size > 0 });
  return recorded.ok ? { ...plain, result } : { ...plain, withheld: recorded.reason };
}

/** Counts only: what any host is told. */
function bare(turn: Turn): TurnFacts {
  const made = { table: 0, image: 0, chart: 0, file: 0 };
  for (const { kind } of artifactsOf(turn)) made[kind] += 1;
  return {
    turn: turn.index,
    status: turn.status === "running" ? "stopped" : turn.status,
    steps: turn.steps.length,
    repairs: turn.repairs,
    ms: Math.max(0, (turn.endedAt ?? turn.startedAt) - turn.startedAt),
    made,
    result: null,
    withheld: null,
  };
}

function resultOf(turn: Turn): EmbedResult {
  const { question, answer } = turn;
  const artifacts = artifactsOf(turn).map(({ id, kind, title }) => ({ id, kind, title }));
  return { question, finding: answer?.finding ?? null, evidence: answer?.evidence ?? [], caveats: answer?.caveats ?? [], next: answer?.next ?? [], artifacts };
}

export type Handed = { readonly ok: true; readonly artifact: EmbedArtifact } | { readonly ok: false; readonly reason: string };

/** What an artifact holds, for the host; on record before it is handed over. */
export async function artifactFor(desk: Hosted, artifact: Artifact): Promise<Handed> {
  const mapping = mappingFor(desk);
  const made = await contentOf(desk, artifact, mapping);
  const file = made.kind === "file" ? artifact.title : `${artifact.title || made.kind}.${made.kind}`;
  const recorded = await desk.exporting({ artifact: artifact.id, file, format: "embed", content: blobOf(made), unmasked: mapping.tokens.size > 0 });
  return recorded.ok ? { ok: true, artifact: made } : { ok: false, reason: recorded.reason };
}

const blobOf = (made: EmbedArtifact): Blob => {
  if (made.kind === "image") return new Blob([made.svg ?? "", new Uint8Array(made.png)]);
  if (made.kind === "file") return new Blob([new Uint8Array(made.bytes)]);
  return new Blob([made.kind === "chart" ? made.spec : JSON.stringify(made.rows)]);
};

/** A drawing is rewritten; a PNG was drawn with tokens and keeps them. */
async function contentOf(desk: Hosted, artifact: Artifact, mapping: Mapping): Promise<EmbedArtifact> {
  const read = mapping.tokens.size > 0 ? unmaskedArtifact(artifact, mapping) : artifact;
  switch (read.kind) {
    case "table": {
      const { id, kind, title, columns, totalRows } = read;
      const more = totalRows > read.rows.length ? await desk.page({ id, start: 0, count: mostRows, sort: null }, AbortSignal.timeout(60_000)) : null;
      return { id, kind, title, columns, totalRows, rows: more ? unmaskRows(more.rows, mapping).rows : read.rows };
    }
    case "file":
      return { ...read, bytes: (await unmaskFile(read.name, read.bytes, mapping)).bytes };
    case "image":
    case "chart":
      return read;
    default:
      return read satisfies never;
  }
}
