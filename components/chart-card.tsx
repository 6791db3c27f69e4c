"use client";
import { ChartSpline, Download, Maximize2 } from "lucide-react";
import { useState } from "react";
import type { ChartArtifact } from "../lib/protocol/artifact.ts";
import { Card } from "./card.tsx";
import { ChartFrame } from "./chart-frame.tsx";
import { save, stem } from "./save.ts";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";
import { Window } from "./ui/dialog.tsx";

type Wanted = { format: "png" | "svg"; at: number };

export const ChartCard = ({ chart }: { chart: ChartArtifact }) => {
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const title = chart.title || strings.chart;
  const exported = (format: "png" | "svg", bytes: Uint8Array) =>
    save(`${stem(title)}.${format}`, new Blob([new Uint8Array(bytes)], { type: "application/octet-stream" }));
  const get = (format: "png" | "svg") => (
    <Button
      key={format}
      size="s"
      aria-label={strings.downloadAs(format.toUpperCase())}
      onClick={() => setWanted({ format, at: Date.now() })}
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
      <ChartFrame chart={chart} wanted={null} exported={exported} />
    </Window>
  );
  return (
    <Card
      icon={ChartSpline}
      title={title}
      actions={
        <>
          {get("png")}
          {get("svg")}
          {full}
        </>
      }
    >
      <ChartFrame chart={chart} wanted={wanted} exported={exported} />
    </Card>
  );
};
