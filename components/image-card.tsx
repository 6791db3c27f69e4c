"use client";
import { ImageIcon } from "lucide-react";
import type { ImageArtifact } from "../lib/protocol/artifact.ts";
import { Card } from "./card.tsx";
import { FullScreen } from "./full-screen.tsx";
import { GetAs, type PictureFormat } from "./get-as.tsx";
import { save, stem } from "./save.ts";
import { strings } from "./strings.ts";
import { useBlobUrl } from "./use-blob.ts";

/** Above this the PNG is shown: an SVG of a million points stops the page. */
const svgChars = 1_500_000;

const blobOf = (image: ImageArtifact, format: PictureFormat) =>
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
  const get = (format: PictureFormat) => save(`${stem(title)}.${format}`, blobOf(image, format));
  return (
    <Card
      icon={ImageIcon}
      title={title}
      actions={
        <>
          <GetAs format="png" get={get} />
          {image.svg !== null && <GetAs format="svg" get={get} />}
          <FullScreen title={title}>
            <Picture image={image} />
          </FullScreen>
        </>
      }
    >
      <Picture image={image} />
    </Card>
  );
};
