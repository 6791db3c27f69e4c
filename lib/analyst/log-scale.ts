import type { Brief } from "../protocol/complete.ts";

const wished =
  /^\W*(?:(?:with|on|use|make it|as|mit|auf)\W+)?(?:an?\W+|einer?\W+)?(?:log(?:arithmic|arithmische[rn]?)?[\s-]*(?:scale|axis|skala|achse)|logarithmi(?:c|sch))\W*$/i;
const drawn = /^( *)chart\(r\.chart\((.*)\), (.*)\)$/m;

/** The script of the question before with its chart on a logarithmic axis, where that is all that is wished for. */
export function logScale({ question, history }: Brief): { plan: string; code: string } | null {
  const code = history.at(-1)?.codes.at(-1);
  const found = code === undefined ? null : drawn.exec(code);
  if (!wished.test(question) || !found || code === undefined) return null;
  const [line, indent = "", kind, title] = found;
  const lines = [
    `figure = r.chart(${kind})`,
    "for axes in figure.axes:",
    '    lying = any(getattr(one, "orientation", "") == "horizontal" for one in axes.containers)',
    '    (axes.set_xscale if lying else axes.set_yscale)("log")',
    `chart(figure, ${title})`,
  ];
  return { plan: "The same chart on a logarithmic axis.", code: code.replace(line, () => lines.map((one) => indent + one).join("\n")) };
}
