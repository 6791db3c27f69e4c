import type { Artifact } from "../../lib/protocol/artifact.ts";
import type { AgentEvent } from "../../lib/protocol/event.ts";
import type { Observation } from "../../lib/protocol/observation.ts";
import type { ColumnProfile, TableProfile } from "../../lib/protocol/profile.ts";
import type { Recorded } from "./session.ts";

const start = Date.UTC(2026, 10, 23, 9, 0, 0);

const column = (name: string, part: Partial<ColumnProfile>): ColumnProfile => ({
  name,
  dtype: "str",
  kind: "category",
  semantic: null,
  nulls: 0,
  distinct: 4,
  min: null,
  max: null,
  mean: null,
  examples: [],
  top: [],
  note: null,
  ...part,
});

const sales: TableProfile = {
  variable: "sales",
  part: null,
  rows: 12_480,
  duplicateRows: 3,
  oddLineCount: 2,
  oddLines: [
    { line: 4_211, reason: "one cell too many; the last two were joined", text: "2024-03-04;North;Tent, 2 persons;;129,90;2;kept" },
    { line: 12_483, reason: "total row, kept out", text: "Total;;;;1.942.118,40;;" },
  ],
  notes: ["separator ;", "decimal comma", "encoding cp1252", "2 preamble lines skipped"],
  columns: [
    column("order_date", { dtype: "datetime64[us]", kind: "date", distinct: 730, min: "2023-01-01", max: "2024-12-30" }),
    column("region", {
      distinct: 4,
      top: [
        ["North", 4_992],
        ["West", 3_744],
        ["South", 2_496],
        ["East", 1_248],
      ],
    }),
    column("product", {
      distinct: 38,
      top: [
        ["Tent, 2 persons", 1_810],
        ["Sleeping bag", 1_422],
        ["Trail shoes", 1_190],
        ["Lamp", 990],
      ],
    }),
    column("revenue", {
      dtype: "float64",
      kind: "number",
      semantic: "currency",
      distinct: 6_022,
      min: "-310.0",
      max: "2489.5",
      mean: 155.6,
      nulls: 37,
    }),
    column("units", { dtype: "int64", kind: "integer", distinct: 12, min: "1", max: "24", mean: 2.1 }),
    column("customer_id", { kind: "identifier", distinct: 3_104, examples: ["00412", "01877", "02051"], note: "leading zeros kept" }),
    column("returned", {
      dtype: "bool",
      kind: "boolean",
      distinct: 2,
      top: [
        ["False", 11_600],
        ["True", 880],
      ],
    }),
    column("comment", { kind: "text", distinct: 402, nulls: 11_980, examples: ["late delivery", "gift wrap please"] }),
    column("channel", {
      distinct: 3,
      top: [
        ["web", 8_900],
        ["shop", 3_100],
        ["phone", 480],
      ],
    }),
  ],
};

const customers: TableProfile = {
  variable: "customers",
  part: "Customers",
  rows: 3_150,
  duplicateRows: 0,
  oddLineCount: 0,
  oddLines: [],
  notes: [],
  columns: [
    column("id", { kind: "identifier", distinct: 3_150, examples: ["00001", "00002"] }),
    column("email", { kind: "text", semantic: "email", distinct: 3_122, nulls: 12, examples: ["a@example.org", "b@example.org"] }),
    column("country", {
      semantic: "country",
      distinct: 11,
      top: [
        ["DE", 1_702],
        ["AT", 611],
        ["CH", 402],
      ],
    }),
  ],
};

const seen = { stdout: "", stderr: "", droppedChars: 0, durationMs: 412, artifacts: [], notes: [] };
const ok = (part: Partial<Extract<Observation, { status: "ok" }>>): Observation => ({
  status: "ok",
  ...seen,
  value: null,
  answer: null,
  ...part,
});
const error = (type: string, message: string, line: number): Observation => ({
  status: "error",
  ...seen,
  durationMs: 96,
  error: { type, message, line, traceback: `Traceback (most recent call last):\n  line ${line}, in your code\n${type}: ${message}` },
});

const chart: Artifact = {
  id: "chart-1",
  kind: "chart",
  title: "Revenue per month and region",
  alt: "Lines of monthly revenue for four regions; North rises all through 2024",
  spec: JSON.stringify({
    data: ["North", "West", "South", "East"].map((name, at) => ({
      type: "scatter",
      mode: "lines",
      name,
      x: Array.from({ length: 12 }, (_, month) => `2024-${String(month + 1).padStart(2, "0")}`),
      y: Array.from({ length: 12 }, (_, month) =>
        Math.round(40_000 / (at + 1) + month * (at === 0 ? 2_400 : 300) + 2_500 * Math.sin(month + at)),
      ),
    })),
    layout: { yaxis: { title: { text: "Revenue (EUR)" } } },
  }),
};

const regions: Artifact = {
  id: "table-1",
  kind: "table",
  title: "Regions, 2023 against 2024",
  columns: [
    { name: "region", dtype: "str" },
    { name: "revenue_2023", dtype: "float64" },
    { name: "revenue_2024", dtype: "float64" },
    { name: "change", dtype: "float64" },
    { name: "share_returned", dtype: "float64" },
  ],
  rows: [
    ["North", 298_411.2, 402_877.9, 0.35007, 0.061],
    ["West", 281_090.75, 288_310.4, 0.02568, 0.066],
    ["South", 196_554.1, 188_022.6, -0.04341, 0.082],
    ["East", 91_300, 95_551.4, 0.04656, null],
  ],
  totalRows: 4,
  totalColumns: 5,
};

const many: Artifact = {
  id: "table-2",
  kind: "table",
  title: "Orders of the North",
  columns: [
    { name: "order_date", dtype: "datetime64[us]" },
    { name: "product", dtype: "str" },
    { name: "revenue", dtype: "float64" },
    { name: "units", dtype: "int64" },
  ],
  rows: Array.from({ length: 50 }, (_, at) => [
    `2024-01-${String((at % 28) + 1).padStart(2, "0")}`,
    at % 3 ? "Tent, 2 persons" : "=HYPERLINK(1)",
    129.9 + at,
    (at % 4) + 1,
  ]),
  totalRows: 4_992,
  totalColumns: 4,
};

const report: Artifact = {
  id: "file-1",
  kind: "file",
  title: "north.xlsx",
  name: "north.xlsx",
  mime: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  bytes: new Uint8Array(18_400),
};

const picture: Artifact = {
  id: "image-1",
  kind: "image",
  title: "Share of returned orders",
  alt: "Four bars, South the highest",
  png: new Uint8Array([137, 80, 78, 71]),
  svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 260" width="640" height="260"><script>document.title="owned"</script><rect width="640" height="260" fill="#fff"/>${[61, 66, 82, 58].map((height, at) => `<rect x="${70 + at * 140}" y="${210 - height * 2}" width="80" height="${height * 2}" fill="#0b6b66"/><text x="${110 + at * 140}" y="235" font-family="sans-serif" font-size="14" text-anchor="middle">${["North", "West", "South", "East"][at]}</text>`).join("")}</svg>`,
};

const codes = {
  first: `import pandas as pd

monthly = (
    sales.assign(month=sales["order_date"].dt.to_period("M").astype(str))
    .groupby(["month", "Region"], as_index=False)["revenue"]
    .sum()
)
monthly.head()`,
  second: `import pandas as pd

monthly = (
    sales.assign(month=sales["order_date"].dt.to_period("M").astype(str))
    .groupby(["month", "region"], as_index=False)["revenue"]
    .sum()
)
monthly = monthly.append(pd.DataFrame([{"month": "2025-01"}]))
monthly.head()`,
  third: `import pandas as pd

monthly = (
    sales.assign(month=sales["order_date"].dt.to_period("M").astype(str))
    .groupby(["month", "region"], as_index=False)["revenue"]
    .sum()
)
monthly = pd.concat([monthly, pd.DataFrame([{"month": "2025-01"}])])
print(monthly.groupby("region")["revenue"].sum().round(2))`,
  fourth: `fig = px.line(monthly, x="month", y="revenue", color="region")
chart(fig, "Revenue per month and region")
table(by_region, "Regions, 2023 against 2024")
final_answer("North carried the growth", evidence=[...])`,
};

const usage = { inputTokens: 2_140, outputTokens: 260 };
let clock = start;
const at = () => (clock += 900);

const run = (turn: number, step: number, [plan, code, repair, observation]: [string, string, number, Observation]): AgentEvent[] => [
  { type: "model-called", turn, step, at: at(), attempt: 0, promptChars: 4_000 },
  { type: "model-replied", turn, step, at: at(), text: plan, usage, model: "example", responseId: null },
  { type: "action-chosen", turn, step, at: at(), repair, action: { type: "run", plan, code } },
  { type: "run-permitted", turn, step, at: at(), receipt: `r${turn}${step}` },
  { type: "run-started", turn, step, at: at(), code },
  {
    type: "run-ended",
    turn,
    step,
    at: at(),
    observation,
    hints: observation.status === "error" ? ["pandas 3 has no append; use pd.concat."] : [],
  },
];

const ended = { steps: 4, repairs: 2, usage: { inputTokens: 8_560, outputTokens: 1_040 } };

const growth: AgentEvent[] = [
  { type: "turn-started", turn: 0, at: at(), question: "Which region drove the growth in 2024, and is it healthy?", model: "example" },
  ...run(0, 0, ["Sum the revenue per month and region.", codes.first, 0, error("KeyError", "'Region'", 5)]),
  ...run(0, 1, [
    "The column is called `region`, in small letters. I use it as it is spelled in the file.",
    codes.second,
    1,
    error("AttributeError", "'DataFrame' object has no attribute 'append'", 8),
  ]),
  ...run(0, 2, [
    "`append` is gone in pandas 3; `concat` does the same.",
    codes.third,
    2,
    ok({
      stdout: "region\nEast      186851.40\nNorth     701289.10\nSouth     384576.70\nWest      569401.15\nName: revenue, dtype: float64\n",
    }),
  ]),
  ...run(0, 3, [
    "Compare the years, draw the months, and answer.",
    codes.fourth,
    0,
    ok({ durationMs: 1_630, artifacts: [chart, regions, picture, many, report] }),
  ]),
  {
    type: "turn-ended",
    turn: 0,
    at: at(),
    outcome: "answered",
    message: "",
    ...ended,
    answer: {
      finding:
        "**North carried nearly all of the growth:** its revenue rose 35 % to EUR 402,878, while the other three regions together stood still.",
      evidence: [
        "North grew from EUR 298,411 to EUR 402,878. West, South and East together changed by **+0.5 %**.",
        "The rise is steady: North was above the year before in eleven of twelve months.",
        "Returns did not grow with it: 6.1 % in North against 6.9 % elsewhere.",
      ],
      caveats: ["37 orders without a revenue were left out; they are 0.3 % of all.", "Two products were launched in North only."],
      next: ["Which products made North grow?", "How much of it came from customers that were new in 2024?"],
    },
  },
];

const stopped: AgentEvent[] = [
  { type: "turn-started", turn: 1, at: at(), question: "Simulate every order ten million times", model: "example" },
  ...run(1, 0, [
    "A plain loop over all orders.",
    "while True:\n    pass",
    0,
    {
      status: "killed",
      ...seen,
      durationMs: 30_000,
      reason: "timeout",
      state: "kept",
      message: "Stopped after 30 s, the limit of one run. Variables are still there.",
    },
  ]),
  {
    type: "turn-ended",
    turn: 1,
    at: at(),
    outcome: "failed",
    message: "The model could not be reached after three tries. Check the connection and ask again.",
    ...ended,
    answer: null,
  },
];

/** A session with everything in it that the screen can show once it is over. */
export const recorded: Recorded = {
  files: [
    { profile: { file: "sales-2024.csv", bytes: 1_482_220, format: "csv", tables: [sales], notes: [] }, problems: [] },
    {
      profile: {
        file: "customers.xlsx",
        bytes: 212_008,
        format: "xlsx",
        notes: ["One empty sheet was left out."],
        tables: [customers, { ...customers, variable: "addresses", part: "Addresses" }],
      },
      problems: [],
    },
    {
      profile: { file: "broken.parquet", bytes: 9_012, format: "parquet", tables: [], notes: [] },
      problems: [
        {
          file: "broken.parquet",
          part: null,
          line: null,
          reason: "The footer of the file is cut off: 812 bytes are missing.",
          fix: "Copy or download the file again and drop it once more.",
        },
      ],
    },
  ],
  links: [
    {
      left: { variable: "sales", column: "customer_id" },
      right: { variable: "customers", column: "id" },
      overlap: 0.994,
      kind: "many-to-one",
    },
  ],
  events: [...growth, ...stopped],
};
