import type { Artifact } from "../lib/protocol/artifact.ts";
import { ChartCard } from "./chart-card.tsx";
import { FileOut } from "./file-out.tsx";
import { ArtifactContext } from "./from-where.tsx";
import { ImageCard } from "./image-card.tsx";
import { TableCard } from "./table-card.tsx";

export const ArtifactView = ({ artifact }: { artifact: Artifact }) => (
  <ArtifactContext value={artifact}>
    <Kind artifact={artifact} />
  </ArtifactContext>
);

const Kind = ({ artifact }: { artifact: Artifact }) => {
  switch (artifact.kind) {
    case "table":
      return <TableCard table={artifact} />;
    case "image":
      return <ImageCard image={artifact} />;
    case "chart":
      return <ChartCard chart={artifact} />;
    case "file":
      return <FileOut file={artifact} />;
    default:
      return artifact satisfies never;
  }
};
