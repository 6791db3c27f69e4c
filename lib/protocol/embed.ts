import { z } from "zod";
import { Cell, Column } from "./artifact.ts";

/** The versions of the talk between an embedding page (the host) and the widget that this build speaks. public/embed.d.ts tells hosts the same. */
export const embedVersions = [1] as const;

export const EmbedTheme = z.enum(["system", "light", "dark"]);
export type EmbedTheme = z.infer<typeof EmbedTheme>;

const most = { idChars: 64, questionChars: 20_000, fileNameChars: 255, files: 50 };

/** Any message that means this widget, of any version. */
export const AnyVersion = z.looseObject({ sandpiper: z.number(), type: z.string().max(50), id: z.string().max(most.idChars).optional() });

const call = { sandpiper: z.literal(1), id: z.string().min(1).max(most.idChars) };

/** A file of the host's: as the browser's own object, or as bytes with a name, which travel without being copied when they are transferred. */
const HostFile = z.union([z.instanceof(File), z.strictObject({ name: z.string().min(1).max(most.fileNameChars), data: z.instanceof(ArrayBuffer) })]);
export type HostFile = z.infer<typeof HostFile>;

/** What a host may say. Every one of them is answered by `done` or `failed` with its id. */
export const FromHost = z.discriminatedUnion("type", [
  z.strictObject({ ...call, type: z.literal("hello") }),
  z.strictObject({ ...call, type: z.literal("add-files"), files: z.array(HostFile).min(1).max(most.files) }),
  z.strictObject({ ...call, type: z.literal("ask"), question: z.string().min(1).max(most.questionChars) }),
  z.strictObject({ ...call, type: z.literal("stop") }),
  z.strictObject({ ...call, type: z.literal("theme"), theme: EmbedTheme }),
  /** The content of something that a turn of this page made; where the policy lets the host have results. */
  z.strictObject({ ...call, type: z.literal("artifact"), artifact: z.string().min(1).max(200) }),
]);
export type FromHost = z.infer<typeof FromHost>;

export const EmbedFault = z.enum([
  "unsupported-version",
  "malformed",
  "too-many-messages",
  "not-allowed",
  "not-ready",
  "busy",
  "no-files",
  "not-taken",
  "not-recorded",
  "unknown-artifact",
]);
export type EmbedFault = z.infer<typeof EmbedFault>;

const Refused = z.object({ path: z.string(), reason: z.string() });

/** What the widget is and what it will tell: the answer to `hello`. */
export const Welcome = z.object({
  versions: z.array(z.number()),
  results: z.enum(["none", "masked", "shown"]),
  policy: z.object({
    version: z.string(),
    /** Fields that are stricter now by the host's wish, and wishes that were not granted. */
    granted: z.array(z.string()),
    refused: z.array(Refused),
  }),
});
export type Welcome = z.infer<typeof Welcome>;

const ArtifactName = z.object({ id: z.string(), kind: z.enum(["table", "image", "chart", "file"]), title: z.string() });

/** The words of an answer and the names of what was made, where the policy lets the host have them. */
export const EmbedResult = z.object({
  question: z.string(),
  finding: z.string().nullable(),
  evidence: z.array(z.string()),
  caveats: z.array(z.string()),
  next: z.array(z.string()),
  artifacts: z.array(ArtifactName),
});
export type EmbedResult = z.infer<typeof EmbedResult>;

/** Null in `result` where the policy keeps it from the host; `withheld` says why it is missing otherwise. */
const TurnFacts = z.object({
  turn: z.number(),
  status: z.enum(["answered", "partial", "stopped", "failed"]),
  steps: z.number(),
  repairs: z.number(),
  ms: z.number(),
  made: z.object({ table: z.number(), image: z.number(), chart: z.number(), file: z.number() }),
  result: EmbedResult.nullable(),
  withheld: z.string().nullable(),
});
export type TurnFacts = z.infer<typeof TurnFacts>;

export const EmbedState = z.object({
  phase: z.enum(["starting", "ready", "reading", "running", "asking"]),
  files: z.object({ open: z.number(), reading: z.number(), failed: z.number() }),
  turns: z.number(),
});
export type EmbedState = z.infer<typeof EmbedState>;

export const AddedFile = z.object({ name: z.string(), state: z.enum(["open", "failed", "not-taken"]), rows: z.number().nullable(), problems: z.array(z.string()) });
export type AddedFile = z.infer<typeof AddedFile>;

/** An artifact with what it holds, by its kind. */
export const EmbedArtifact = z.discriminatedUnion("kind", [
  ArtifactName.extend({ kind: z.literal("table"), columns: z.array(Column), rows: z.array(z.array(Cell)), totalRows: z.number() }),
  ArtifactName.extend({ kind: z.literal("image"), alt: z.string(), png: z.instanceof(Uint8Array), svg: z.string().nullable() }),
  ArtifactName.extend({ kind: z.literal("chart"), alt: z.string(), spec: z.string() }),
  ArtifactName.extend({ kind: z.literal("file"), name: z.string(), mime: z.string(), bytes: z.instanceof(Uint8Array) }),
]);
export type EmbedArtifact = z.infer<typeof EmbedArtifact>;

const reply = { sandpiper: z.literal(1), re: z.string() };
const event = { sandpiper: z.literal(1) };

/** What the widget says. Plain data: nothing in it is markup, and a host that shows it shows text. */
export const ToHost = z.discriminatedUnion("type", [
  z.object({ ...reply, type: z.literal("done"), value: z.union([z.null(), Welcome, TurnFacts, z.array(AddedFile), EmbedArtifact]) }),
  z.object({ ...reply, type: z.literal("failed"), code: EmbedFault, message: z.string(), versions: z.array(z.number()) }),
  z.object({ ...event, type: z.literal("state"), state: EmbedState }),
  z.object({ ...event, type: z.literal("turn-started"), turn: z.number() }),
  z.object({ ...event, type: z.literal("artifact-made"), turn: z.number(), kind: ArtifactName.shape.kind }),
  z.object({ ...event, type: z.literal("turn-ended"), turn: TurnFacts }),
  z.object({ ...event, type: z.literal("error"), code: EmbedFault, message: z.string(), versions: z.array(z.number()) }),
]);
export type ToHost = z.infer<typeof ToHost>;
