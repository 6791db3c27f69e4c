import { describe, expect, test } from "vitest";
import { z } from "zod";
import { asLabel, unmaskChart } from "../../../lib/policy/unmask/chart.ts";
import { mapping, pairs } from "../../support/mapping.ts";

const Loose = z.looseObject({ data: z.array(z.looseObject({})), layout: z.looseObject({}) });
const unmasked = (figure: object) => Loose.parse(JSON.parse(unmaskChart(JSON.stringify(figure), mapping)));

describe("a chart with tokens in it", () => {
  test("every text in it holds values, wherever it is", () => {
    const { data, layout } = unmasked({
      data: [
        {
          type: "bar",
          name: "person_7F3K2Q9M",
          x: ["a"],
          y: [1],
          customdata: [["person_7F3K2Q9M", 1]],
          hovertemplate: "<b>person_7F3K2Q9M</b>: %{y}<extra></extra>",
        },
        { type: "pie", labels: ["person_7F3K2Q9M", "email_9XKD21AB@company"], values: [1, 2] },
      ],
      layout: {
        title: { text: "About person_7F3K2Q9M" },
        annotations: [{ text: "email_9XKD21AB@company" }],
        xaxis: { ticktext: ["person_7F3K2Q9M"] },
      },
    });
    expect(JSON.stringify({ data, layout })).not.toMatch(/person_|email_/);
    expect(data[0]).toMatchObject({ name: "Ann Lee", customdata: [["Ann Lee", 1]], hovertemplate: "<b>Ann Lee</b>: %{y}<extra></extra>" });
    expect(data[1]).toMatchObject({ labels: ["Ann Lee", "ann.lee@acme.example"] });
    expect(layout).toMatchObject({
      title: { text: "About Ann Lee" },
      annotations: [{ text: "ann.lee@acme.example" }],
      xaxis: { ticktext: ["Ann Lee"] },
    });
  });

  test("values become no markup and no template of Plotly's", () => {
    expect(asLabel('<a href="x">A & B</a> &lt; %{x}')).toBe('&lt;a href="x">A & B&lt;/a> &amp;lt; %&#123;x}');
    for (const original of Object.values(pairs)) expect(asLabel(original)).not.toMatch(/<|%\{/);
  });

  test("an axis of names stays one when the values look like numbers or days", () => {
    const { layout } = unmasked({
      data: [
        { type: "bar", x: ["person_7F3K2Q9M"], y: [1] },
        { type: "bar", x: [1], y: ["person_7F3K2Q9M"], xaxis: "x2", yaxis: "y2" },
      ],
      layout: { yaxis2: { title: "t" } },
    });
    expect(layout).toMatchObject({ autotypenumbers: "strict", xaxis: { type: "category" }, yaxis2: { title: "t", type: "category" } });
    expect(layout.yaxis).toBeUndefined();
    expect(layout.xaxis2).toBeUndefined();
  });

  test("a trace of one axis only counts too", () => {
    expect(unmasked({ data: [{ type: "histogram", x: ["person_7F3K2Q9M"] }] }).layout).toMatchObject({ xaxis: { type: "category" } });
  });

  test("an axis whose type the code has chosen keeps it, nested names are two levels", () => {
    const { layout } = unmasked({
      data: [{ x: [["person_7F3K2Q9M"], ["a"]], y: ["person_7F3K2Q9M"] }],
      layout: { yaxis: { type: "log" } },
    });
    expect(layout).toMatchObject({ xaxis: { type: "multicategory" }, yaxis: { type: "log" } });
  });

  test("whole numbers that are tokens become numbers, or texts where they would lose something", () => {
    const { data } = unmasked({
      data: [{ x: [987654321098765, 912345678901234, 3], y: { dtype: "f8", bdata: "person_7F3K2Q9M" } }],
      layout: {},
    });
    expect(data[0]).toMatchObject({ x: [1001, "00412", 3], y: { bdata: "person_7F3K2Q9M" } });
  });

  test("addresses keep their tokens: in tags, and where a whole text is one", () => {
    const { data, layout } = unmasked({
      data: [{ x: ["person_7F3K2Q9M"], text: ['<a href="http://evil.example/?q=person_7F3K2Q9M">of person_7F3K2Q9M</a>'] }],
      layout: { images: [{ source: "http://evil.example/?q=person_7F3K2Q9M" }] },
    });
    expect(data[0]?.text).toEqual(['<a href="http://evil.example/?q=person_7F3K2Q9M">of Ann Lee</a>']);
    expect(layout.images).toEqual([{ source: "http://evil.example/?q=person_7F3K2Q9M" }]);
  });

  test("a chart without tokens, and what is no chart, stays as it is to the letter", () => {
    for (const spec of ['{"data": [ {"x": [1, 2.50]} ], "layout": {}}', "no json person_7F3K2Q9M", "[]"])
      expect(unmaskChart(spec, mapping)).toBe(spec);
  });
});
