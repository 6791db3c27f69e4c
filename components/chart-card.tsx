"use client";
import { ChartSpline } from "lucide-react";
import { useContext, useMemo, useState } from "react";
import { unmaskChart } from "../lib/policy/unmask/chart.ts";
import type { ChartArtifact } from "../lib/protocol/artifact.ts";
import { Card } from "./card.tsx";
import { ChartFrame } from "./chart-frame.tsx";
import { ExportingContext } from "./exporting.ts";
import { FullScreen } from "./full-screen.tsx";
import { GetAs, type PictureFormat } from "./get-as.tsx";
import { stem } from "./save.ts";
import { ChartFacts } from "./see/chart-facts.tsx";
import { strings } from "./strings.ts";
import { useMapping } from "./use-mapping.ts";

type Wanted = { format: PictureFormat; at: number };

export const ChartCard = ({ chart }: { chart: ChartArtifact }) => {
  const { shown, plain } = useMapping();
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const handOut = useContext(ExportingContext);
  const spec = useMemo(() => unmaskChart(chart.spec, shown), [chart.spec, shown]);
  const title = plain(chart.title) || strings.chart;
  const exported = (format: PictureFormat, bytes: Uint8Array) => {
    const content = new Blob([new Uint8Array(bytes)], { type: "application/octet-stream" });
    const file = `${stem(chart.title || strings.chart)}.${format}`;
    void handOut(
      { artifact: chart.id, file, format, content, unmasked: spec !== chart.spec },
      { name: `${stem(title)}.${format}`, to: "file" },
    );
  };
  const get = (format: PictureFormat) => setWanted({ format, at: Date.now() });
  const label = plain(chart.alt) || title;
  return (
    <Card
      icon={ChartSpline}
      title={chart.title || strings.chart}
      actions={
        <>
          <GetAs format="png" get={get} />
          <GetAs format="svg" get={get} />
          <FullScreen title={title}>
            <ChartFrame spec={spec} label={label} wanted={null} exported={exported} />
          </FullScreen>
        </>
      }
    >
      <ChartFrame spec={spec} label={label} wanted={wanted} exported={exported} />
      <ChartFacts chart={chart} />
    </Card>
  );
};
