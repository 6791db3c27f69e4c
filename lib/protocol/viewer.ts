import { z } from "zod";
import { Bytes } from "./artifact.ts";

/** Colours of the page, so that a chart looks like part of it. CSS colours, written by the page. */
export const ViewerTheme = z.object({
  scheme: z.enum(["light", "dark"]),
  ink: z.string(),
  faint: z.string(),
  line: z.string(),
  paper: z.string(),
  colours: z.array(z.string()),
});
export type ViewerTheme = z.infer<typeof ViewerTheme>;

/** From the page to the chart viewer, over a port of their own. `spec` is the JSON text of a Plotly figure: hostile. */
export const ToViewer = z.discriminatedUnion("type", [
  z.object({ type: z.literal("draw"), spec: z.string(), theme: ViewerTheme }),
  z.object({ type: z.literal("theme"), theme: ViewerTheme }),
  z.object({ type: z.literal("export"), format: z.enum(["png", "svg"]) }),
]);
export type ToViewer = z.infer<typeof ToViewer>;

/** From the viewer to the page; anything else is dropped. */
export const FromViewer = z.discriminatedUnion("type", [
  z.object({ type: z.literal("drawn"), height: z.number().min(40).max(4_000) }),
  z.object({ type: z.literal("failed"), message: z.string().max(500) }),
  z.object({ type: z.literal("exported"), format: z.enum(["png", "svg"]), bytes: Bytes }),
]);
export type FromViewer = z.infer<typeof FromViewer>;
