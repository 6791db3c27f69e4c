"use client";
import { ImageIcon } from "lucide-react";
import { useContext, useMemo, useState } from "react";
import type { Unmasked } from "../lib/browser/unmask/file.ts";
import type { Mapping } from "../lib/policy/mask.ts";
import { unmaskMarkup } from "../lib/policy/unmask/markup.ts";
import type { ImageArtifact } from "../lib/protocol/artifact.ts";
import { Card } from "./card.tsx";
import { pngOf } from "../lib/browser/draw-svg.ts";
import { ExportingContext } from "./exporting.ts";
import { FullScreen } from "./full-screen.tsx";
import { GetAs, type PictureFormat } from "./get-as.tsx";
import { stem } from "./save.ts";
import { ChartFacts } from "./see/chart-facts.tsx";
import { strings } from "./strings.ts";
import { useBlobUrl } from "./use-blob.ts";
import { useMapping } from "./use-mapping.ts";

/** Above this the PNG is shown: an SVG of a million points stops the page. */
const svgChars = 1_500_000;

/** `svg` holds values in the place of tokens; `png` could not be rewritten. */
type Shown = { readonly svg: string | null; readonly png: Uint8Array; readonly alt: string; readonly unmasked: boolean };

/** A picture only ever as `<img>`: there an SVG runs no script and loads nothing. */
const Picture = ({ svg, png, alt, unmasked }: Shown) => {
  const sharp = svg !== null && (unmasked || svg.length <= svgChars);
  const url = useBlobUrl(sharp ? svg : png, sharp ? "image/svg+xml" : "image/png");
  return (
    <div className="rounded-lg bg-white p-2">{url && <img src={url} alt={alt} className="mx-auto h-auto max-h-[80dvh] max-w-full" />}</div>
  );
};

type Out = { readonly content: Blob; readonly held: Unmasked["type"] };

/** The picture as a file. A PNG is drawn anew where its labels hold values; what cannot be drawn or rewritten keeps its tokens. */
async function fileOf(
  image: ImageArtifact,
  { svg, unmasked }: Shown,
  { format, mapping }: { format: PictureFormat; mapping: Mapping },
): Promise<Out> {
  if (format === "svg") {
    const { unmaskFile } = await import("../lib/browser/unmask/file.ts");
    const { bytes, type } = await unmaskFile("figure.svg", new TextEncoder().encode(image.svg ?? ""), mapping);
    return { content: new Blob([bytes], { type: "image/svg+xml" }), held: type };
  }
  const drawn = unmasked && svg !== null ? await pngOf(svg) : null;
  if (drawn) return { content: drawn, held: "unmasked" };
  return { content: new Blob([new Uint8Array(image.png)], { type: "image/png" }), held: unmasked ? "pseudonyms" : "as-is" };
}

export const ImageCard = ({ image }: { image: ImageArtifact }) => {
  const { any, asModel, shown: mapping, plain } = useMapping();
  const title = plain(image.title) || strings.chart;
  const [kept, setKept] = useState(false);
  const handOut = useContext(ExportingContext);
  const shown = useMemo((): Shown => {
    const svg = image.svg === null ? null : unmaskMarkup(image.svg, mapping);
    return { svg, png: image.png, alt: plain(image.alt) || title, unmasked: svg !== image.svg };
  }, [image, mapping, plain, title]);
  const get = async (format: PictureFormat) => {
    const { content, held } = await fileOf(image, shown, { format, mapping });
    setKept(held === "pseudonyms");
    const leaving = {
      artifact: image.id,
      file: `${stem(image.title || strings.chart)}.${format}`,
      format,
      content,
      unmasked: held === "unmasked",
    };
    await handOut(leaving, { name: `${stem(title)}.${format}`, to: "file" });
  };
  return (
    <Card
      icon={ImageIcon}
      title={image.title || strings.chart}
      actions={
        <>
          <GetAs format="png" get={get} />
          {image.svg !== null && <GetAs format="svg" get={get} />}
          <FullScreen title={title}>
            <Picture {...shown} />
          </FullScreen>
        </>
      }
    >
      <Picture {...shown} />
      <ChartFacts chart={image} />
      {any && !asModel && (kept || image.svg === null) && (
        <p className="mt-2 text-xs text-sand">{kept ? strings.masking.fileTokens : strings.masking.pictureTokens}</p>
      )}
    </Card>
  );
};
