"use client";
import { Download, ImageIcon, Maximize2 } from "lucide-react";
import type { ImageArtifact } from "../lib/protocol/artifact.ts";
import { Card } from "./card.tsx";
import { save, stem } from "./save.ts";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";
import { Window } from "./ui/dialog.tsx";
import { useBlobUrl } from "./use-blob.ts";

/** Above this the PNG is shown: an SVG of a million points stops the page. */
const svgChars = 1_500_000;

const blobOf = (image: ImageArtifact, format: "png" | "svg") =>
  format === "svg" ? new Blob([image.svg ?? ""], { type: "image/svg+xml" }) : new Blob([new Uint8Array(image.png)], { type: "image/png" });

/** A picture only ever as `<img>`: there an SVG runs no script and loads nothing. */
const Picture = ({ image }: { image: ImageArtifact }) => {
  const sharp = image.svg !== null && image.svg.length <= svgChars;
  const url = useBlobUrl(sharp ? (image.svg ?? "") : image.png, sharp ? "image/svg+xml" : "image/png");
  return (
    <div className="rounded-lg bg-white p-2">
      {url && <img src={url} alt={image.alt || image.title} className="mx-auto h-auto max-h-[80dvh] max-w-full" />}
    </div>
  );
};

export const ImageCard = ({ image }: { image: ImageArtifact }) => {
  const title = image.title || strings.chart;
  const get = (format: "png" | "svg") => (
    <Button
      key={format}
      size="s"
      aria-label={strings.downloadAs(format.toUpperCase())}
      onClick={() => save(`${stem(title)}.${format}`, blobOf(image, format))}
    >
      <Download aria-hidden />
      {format.toUpperCase()}
    </Button>
  );
  const full = (
    <Window
      wide
      trigger={
        <Button size="s" aria-label={strings.full}>
          <Maximize2 aria-hidden />
        </Button>
      }
      title={title}
    >
      <Picture image={image} />
    </Window>
  );
  return (
    <Card
      icon={ImageIcon}
      title={title}
      actions={
        <>
          {get("png")}
          {image.svg !== null && get("svg")}
          {full}
        </>
      }
    >
      <Picture image={image} />
    </Card>
  );
};
