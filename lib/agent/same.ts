import type { Artifact } from "../protocol/artifact.ts";
import type { Observation } from "../protocol/observation.ts";

/** What two runs of one script differ in; titles for what was made. */
export type Difference = {
  readonly what: "outcome" | "printed" | "value" | "answer" | "made" | "table" | "chart" | "file";
  readonly title: string;
};

/** Empty when the same came out. Pictures and files that carry their own time of making are compared by name alone. */
export function differences(before: Observation, after: Observation): Difference[] {
  const plain = (what: Difference["what"]): Difference => ({ what, title: "" });
  if (before.status !== after.status) return [plain("outcome")];
  const found: Difference[] = before.stdout === after.stdout ? [] : [plain("printed")];
  if (before.status === "error" && after.status === "error" && before.error.message !== after.error.message) found.push(plain("outcome"));
  if (before.status === "ok" && after.status === "ok") {
    if (before.value !== after.value) found.push(plain("value"));
    if (said(before) !== said(after)) found.push(plain("answer"));
  }
  if (before.artifacts.length !== after.artifacts.length) return [...found, plain("made")];
  return [...found, ...before.artifacts.flatMap((one, at) => differing(one, after.artifacts[at]))];
}

const said = ({ answer }: Extract<Observation, { status: "ok" }>): string =>
  JSON.stringify([answer?.finding, answer?.evidence, answer?.caveats]);

function differing(one: Artifact, other: Artifact | undefined): Difference[] {
  const differs = (what: Difference["what"]): Difference[] => [{ what, title: one.title }];
  switch (one.kind) {
    case "table":
      return other?.kind === "table" &&
        one.totalRows === other.totalRows &&
        JSON.stringify([one.columns, one.rows]) === JSON.stringify([other.columns, other.rows])
        ? []
        : differs("table");
    case "chart":
      return other?.kind === "chart" && one.spec === other.spec ? [] : differs("chart");
    case "image":
      return other?.kind === "image" && one.alt === other.alt && one.png.length === other.png.length ? [] : differs("chart");
    case "file":
      return other?.kind === "file" && one.name === other.name && (dated.test(one.name) || same(one.bytes, other.bytes))
        ? []
        : differs("file");
    default:
      return one satisfies never;
  }
}

const dated = /\.(?:xlsx|docx|pptx|zip|pdf|png|svg|parquet)$/i;

const same = (one: Uint8Array, other: Uint8Array): boolean => one.length === other.length && one.every((byte, at) => byte === other[at]);
