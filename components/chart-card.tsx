"use client";
import { ChartSpline } from "lucide-react";
import { useState } from "react";
import type { ChartArtifact } from "../lib/protocol/artifact.ts";
import { Card } from "./card.tsx";
import { ChartFrame } from "./chart-frame.tsx";
import { FullScreen } from "./full-screen.tsx";
import { GetAs, type PictureFormat } from "./get-as.tsx";
import { save, stem } from "./save.ts";
import { strings } from "./strings.ts";

type Wanted = { format: PictureFormat; at: number };

export const ChartCard = ({ chart }: { chart: ChartArtifact }) => {
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const title = chart.title || strings.chart;
  const exported = (format: PictureFormat, bytes: Uint8Array) =>
    save(`${stem(title)}.${format}`, new Blob([new Uint8Array(bytes)], { type: "application/octet-stream" }));
  const get = (format: PictureFormat) => setWanted({ format, at: Date.now() });
  return (
    <Card
      icon={ChartSpline}
      title={title}
      actions={
        <>
          <GetAs format="png" get={get} />
          <GetAs format="svg" get={get} />
          <FullScreen title={title}>
            <ChartFrame chart={chart} wanted={null} exported={exported} />
          </FullScreen>
        </>
      }
    >
      <ChartFrame chart={chart} wanted={wanted} exported={exported} />
    </Card>
  );
};
