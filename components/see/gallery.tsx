"use client";
import { Images } from "lucide-react";
import type { Session } from "../../lib/agent/session.ts";
import { artifactsOf } from "../../lib/agent/session.ts";
import { ArtifactView } from "../artifact.tsx";
import { strings } from "../strings.ts";
import { Button } from "../ui/button.tsx";
import { Window } from "../ui/dialog.tsx";
import { Unmasked } from "../unmasked.tsx";

/** Every chart of the session on one page, under the question that it answers. Nothing is there before the first one. */
export const Gallery = ({ session }: { session: Session }) => {
  const groups = session.turns
    .map((turn) => ({ turn, charts: artifactsOf(turn).filter(({ kind }) => kind === "chart" || kind === "image") }))
    .filter(({ charts }) => charts.length > 0);
  const count = groups.reduce((sum, { charts }) => sum + charts.length, 0);
  if (count === 0) return null;
  return (
    <Window
      wide
      title={strings.charts.gallery}
      description={strings.charts.count(count)}
      trigger={
        <Button size="s" className="w-full">
          <Images aria-hidden />
          {strings.charts.gallery}
          <span className="text-faint">{count}</span>
        </Button>
      }
    >
      <div className="space-y-8">
        {groups.map(({ turn, charts }) => (
          <section key={turn.index} aria-label={turn.question}>
            <h3 dir="auto" className="mb-3 text-sm font-semibold">
              <Unmasked text={turn.question} />
            </h3>
            <div className="grid items-start gap-4 md:grid-cols-2">
              {charts.map((chart) => (
                <ArtifactView key={chart.id} artifact={chart} />
              ))}
            </div>
          </section>
        ))}
      </div>
    </Window>
  );
};
