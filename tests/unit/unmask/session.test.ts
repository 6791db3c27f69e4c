import { expect, test } from "vitest";
import { unmasked } from "../../../lib/agent/export/unmasked.ts";
import { mapping } from "../../support/mapping.ts";
import { masked } from "../../support/masked.ts";

test("a session that is handed out holds values, written for where they stand: charts stay charts, drawings stay XML, whole numbers are values too", () => {
  const ended = unmasked(masked.events, mapping).findLast((event) => event.type === "run-ended");
  const made = ended?.observation.artifacts ?? [];
  const of = <K extends (typeof made)[number]["kind"]>(kind: K) => made.find((one) => one.kind === kind);
  const [chart, picture, table] = [of("chart"), of("image"), of("table")];
  expect(JSON.parse(chart?.kind === "chart" ? chart.spec : "")).toMatchObject({
    layout: { title: { text: "Revenue, <b>Ann Lee</b> first" }, xaxis: { type: "category" } },
  });
  expect(picture?.kind === "image" && picture.svg).toContain(">Zoë O&#39;Neil &amp; Søns &lt;hr&gt;</text>");
  expect(table?.kind === "table" && table.rows.slice(0, 2)).toEqual([
    ["Ann Lee", 0, 1001],
    ["Zoë O'Neil & Søns <hr>", 1250, "00412"],
  ]);
});
