import { fence } from "../../tests/support/scripted/reply.ts";
import { questionOf, stepOf } from "../../tests/support/scripted/talk.ts";

export const question = (turn) => `${turn + 1}. Which cities lead in month ${1 + (turn % 12)}?`;

/** What a turn does: much is printed while it runs, then a table of 500 rows, a drawing, an interactive chart, and an answer. */
const look = (month) => `
import pandas as pd
part = big[pd.to_datetime(big["day"]).dt.month == ${month}]
for city, rows in list(part.groupby("city"))[:400]:
    print(city, len(rows), round(float(rows["revenue"].mean()), 2), flush=True)
totals = part.groupby("city")["revenue"].agg(["sum", "mean", "max"]).round(2).sort_values("sum", ascending=False).reset_index()
table(totals, "Cities in month ${month}")
`;

const draw = (month) => `
import matplotlib.pyplot as plt
figure, axes = plt.subplots(figsize=(8, 4))
axes.bar(range(40), totals["sum"].head(40))
axes.set_title("The first forty in month ${month}")
chart(figure, "The first forty in month ${month}")
table(part.head(2_000), "Rows of month ${month}")
final_answer(f"In month ${month} the first city has {totals['sum'].iloc[0]:,.2f} of {totals['sum'].sum():,.2f}.", evidence=[f"{len(part):,} rows of {len(big):,} were added up for {len(totals)} cities."], caveats=["Rows without a value count as zero."], next_questions=["And the month after?"])
`;

/** Two steps for each question, streamed as fast as a quick model writes. */
export function replies(seen) {
  const [, month = "1"] = /in month (\d+)/.exec(questionOf(seen)) ?? [];
  const words = "I look at the month first, and say how I go about it. ".repeat(6);
  return { ...(stepOf(seen) === 0 ? fence(words, look(month)) : fence("Now I draw it and answer.", draw(month))), pace: 5 };
}
