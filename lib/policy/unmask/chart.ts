import { z } from "zod";
import { type Mapping, pieces } from "../mask.ts";
import { numberOf } from "./number.ts";

/** As much of a Plotly figure as un-masking touches. */
const Axis = z.looseObject({ type: z.string().optional() });
const Trace = z.looseObject({ x: z.unknown().optional(), y: z.unknown().optional(), xaxis: z.string().optional(), yaxis: z.string().optional() });
const Figure = z.looseObject({ data: z.array(z.unknown()), layout: z.looseObject({}).optional() });
type Layout = Record<string, unknown>;

/**
 * The JSON text of a Plotly figure with values in the place of tokens, for the viewer. Plotly reads a little markup in labels and names in `%{…}`;
 * a value is written so that neither is read out of it. Inside tags of the figure's own, so in addresses of links, tokens stay.
 */
export function unmaskChart(spec: string, mapping: Mapping): string {
  if (mapping.tokens.size === 0) return spec;
  const figure = figureOf(spec);
  if (figure === null) return spec;
  const counter = { count: 0 };
  const data = figure.data.map((trace) => walk(trace, mapping, counter));
  const layout = walk(figure.layout ?? {}, mapping, counter);
  const rest = walk({ ...figure, data: [], layout: {} }, mapping, counter);
  if (counter.count === 0 || !isRecord(layout) || !isRecord(rest)) return spec;
  return JSON.stringify({ ...rest, data, layout: settled(layout, figure.data, mapping) });
}

function figureOf(spec: string): z.infer<typeof Figure> | null {
  try {
    return Figure.safeParse(JSON.parse(spec)).data ?? null;
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

function walk(value: unknown, mapping: Mapping, counter: { count: number }): unknown {
  if (typeof value === "string") return label(value, mapping, counter);
  if (typeof value === "number") return numberIn(value, mapping, counter);
  if (Array.isArray(value)) return value.map((one) => walk(one, mapping, counter));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === "bdata" ? inner : walk(inner, mapping, counter)]));
}

/** What may be asked for over a network once the picture is opened elsewhere. */
const address = /^\s*(?:[a-z]+:)?\/\/|^\s*(?:data|blob|file):/i;

function label(text: string, mapping: Mapping, counter: { count: number }): string {
  if (address.test(text)) return text;
  const parts = text.split(/(<[^<>]*>)/);
  return parts
    .map((part, at) =>
      at % 2 === 1
        ? part
        : pieces(part, mapping)
            .map((piece) => (piece.type === "text" ? piece.text : took(piece.original, counter)))
            .join(""),
    )
    .join("");
}

function took(original: string, counter: { count: number }): string {
  counter.count += 1;
  return asLabel(original);
}

/** A value as Plotly shows it letter by letter. */
export const asLabel = (text: string): string =>
  text
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll("%{", "%&#123;")
    .replace(/[\r\n]+/g, " ");

function numberIn(value: number, mapping: Mapping, counter: { count: number }): number | string {
  const original = Number.isInteger(value) ? mapping.original(String(value)) : undefined;
  if (original === undefined) return value;
  counter.count += 1;
  return numberOf(original) ?? asLabel(original);
}

/** Values that look like numbers or days must not turn an axis of names into one of numbers. */
function settled(layout: Layout, traces: readonly unknown[], mapping: Mapping): Layout {
  const made: Layout = { autotypenumbers: "strict", ...layout };
  for (const one of traces) {
    const trace = Trace.safeParse(one).data;
    if (!trace) continue;
    for (const [values, name] of [
      [trace.x, trace.xaxis ?? "x"],
      [trace.y, trace.yaxis ?? "y"],
    ] as const) {
      if (!Array.isArray(values) || !holdsTokens(values, mapping)) continue;
      const key = `${name.slice(0, 1)}axis${name.slice(1)}`;
      const axis = Axis.safeParse(made[key] ?? {}).data ?? {};
      made[key] =
        axis.type === undefined || axis.type === "-" ? { ...axis, type: Array.isArray(values[0]) ? "multicategory" : "category" } : axis;
    }
  }
  return made;
}

const holdsTokens = (values: readonly unknown[], mapping: Mapping): boolean =>
  values.some((value) =>
    Array.isArray(value)
      ? holdsTokens(value, mapping)
      : typeof value === "string" && pieces(value, mapping).some(({ type }) => type === "token"),
  );
