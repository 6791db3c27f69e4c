import { z } from "zod";

/** Bytes as they travel between frames and into storage. */
export const Bytes = z.instanceof(Uint8Array);

export const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Cell = z.infer<typeof Cell>;

export const Column = z.object({ name: z.string(), dtype: z.string() });
export type Column = z.infer<typeof Column>;

const common = { id: z.string(), title: z.string() };

/** The first rows travel at once; the rest is paged from the kernel under `id` as long as that kernel lives. */
export const TableArtifact = z.object({
  ...common,
  kind: z.literal("table"),
  columns: z.array(Column),
  rows: z.array(z.array(Cell)),
  totalRows: z.number().int().nonnegative(),
  totalColumns: z.number().int().nonnegative(),
});
export type TableArtifact = z.infer<typeof TableArtifact>;

/** The points behind a chart, as they were drawn; at most the first of them. */
export const ChartData = z.object({ columns: z.array(Column), rows: z.array(z.array(Cell)), totalRows: z.number().int().nonnegative() });
export type ChartData = z.infer<typeof ChartData>;

/** A matplotlib figure. `svg` is hostile text: show it through an `<img>` only. */
export const ImageArtifact = z.object({
  ...common,
  kind: z.literal("image"),
  png: Bytes,
  svg: z.string().nullable(),
  /** What it shows, in words that were computed from its data. */
  alt: z.string(),
  data: ChartData.optional(),
});
export type ImageArtifact = z.infer<typeof ImageArtifact>;

/** A Plotly figure as its JSON text; drawn in the viewer frame only. */
export const ChartArtifact = z.object({ ...common, kind: z.literal("chart"), spec: z.string(), alt: z.string(), data: ChartData.optional() });
export type ChartArtifact = z.infer<typeof ChartArtifact>;

/** A file that code wrote below /output. `name` is its path below that folder. */
export const FileArtifact = z.object({ ...common, kind: z.literal("file"), name: z.string(), mime: z.string(), bytes: Bytes });
export type FileArtifact = z.infer<typeof FileArtifact>;

export const Artifact = z.discriminatedUnion("kind", [TableArtifact, ImageArtifact, ChartArtifact, FileArtifact]);
export type Artifact = z.infer<typeof Artifact>;

/** Rows `start` to `start + rows.length` of a table, in the order that was asked for. */
export const TablePage = z.object({ start: z.number().int(), rows: z.array(z.array(Cell)), totalRows: z.number().int() });
export type TablePage = z.infer<typeof TablePage>;
