import { faults, fence, type Reply, type Script, type Seen } from "./reply.ts";
import { stepOf, tablesOf } from "./talk.ts";

/** A turn as a list of code, one for each step; the table is the first dropped one. */
function steps(make: (table: string, tables: string[]) => readonly Reply[]): Script {
  return (seen) => {
    const tables = tablesOf(seen);
    const replies = make(tables[0] ?? "df", tables);
    return replies[Math.min(stepOf(seen), replies.length - 1)] ?? { text: "Nothing." };
  };
}

const pick = (table: string) => `numbers = [c for c in ${table}.select_dtypes("number").columns if not c.lower().endswith("id")]
words = list(${table}.select_dtypes(exclude=["number", "datetime", "bool"]).columns)`;

const total = (table: string) => `${pick(table)}
value, group = numbers[-1], min(words, key=lambda c: ${table}[c].nunique())
totals = ${table}.groupby(group)[value].sum().sort_values(ascending=False)
table(totals.reset_index(), f"{value} by {group}")
final_answer(
    f"{totals.index[0]} leads with {totals.iloc[0]:,.2f} of {totals.sum():,.2f} {value}.",
    evidence=[f"{len(${table}):,} rows, {len(totals)} values of {group}"],
    caveats=["Rows without a value count as zero."],
    next_questions=[f"How did {value} develop over time?"],
)`;

/** Three runs in a row fail in three ways, the fourth answers. For any dropped table with a text and a number column. */
const threeFailures = steps((table) => [
  fence("I add up the values by group.", `totals = ${table}.groupby(${table}.columns[0].sum()\nprint(totals)`),
  fence("A bracket was missing.", `totals = ${table}.groupby("no such column")["total amount"].sum()\nprint(totals)`),
  fence("I guessed the column; I take the real ones.", `${pick(table)}\nprint(${table}[words[0]].mean() + 1)`),
  fence("A text column has no mean; I take a number column.", total(table)),
]);

const scripts: Record<string, Script> = {
  "three-failures": threeFailures,
  total: steps((table) => [fence("I add up the values by group.", total(table))]),
  "total-by-tool": steps((table) => [
    { text: "I add up the values by group.", tool: total(table), reasoning: "Which column is the value?" },
  ]),
  rows: steps((table) => [
    fence("I count.", `print(${table}.shape)`),
    fence("Now I say it.", `final_answer(f"{len(${table}):,} rows and {${table}.shape[1]} columns.")`),
  ]),
  "one-repair": steps((table) => [
    fence("I look at the first rows.", `print(${table}.append(${table}).shape)`),
    fence(
      "append is gone; I use concat.",
      `import pandas as pd\nprint(pd.concat([${table}, ${table}]).shape)\nfinal_answer(f"{2 * len(${table})} rows when doubled.")`,
    ),
  ]),
  "endless-loop": steps((table) => [
    fence("I loop.", "while True:\n    pass"),
    fence("That never ended. I count instead.", `final_answer(f"{len(${table}):,} rows.")`),
  ]),
  "slow-output": steps(() => [
    fence("I print for a while.", 'import time\nfor i in range(200):\n    print("line", i, flush=True)\n    time.sleep(0.1)'),
    fence("Done.", 'final_answer("It printed.")'),
  ]),
  "chart-and-xlsx": steps((table) => [
    fence(
      "I chart the totals and write a workbook.",
      `import matplotlib.pyplot as plt
${pick(table)}
value, group = numbers[-1], min(words, key=lambda c: ${table}[c].nunique())
totals = ${table}.groupby(group)[value].sum().sort_values()
fig, ax = plt.subplots()
totals.plot.barh(ax=ax)
ax.set_title(f"{value} by {group}")
ax.set_xlabel(value)
chart(fig, f"{value} by {group}")
save({"totals": totals.reset_index(), "data": ${table}}, "totals.xlsx")
final_answer(f"{totals.index[-1]} leads with {totals.iloc[-1]:,.2f}.", evidence=["All totals are in totals.xlsx."])`,
    ),
  ]),
  "follow-up": (seen) => {
    const table = tablesOf(seen)[0] ?? "df";
    const first = !seen.messages.some(({ content }) => content.includes("kept = "));
    return first
      ? fence("I keep a number.", `kept = len(${table})\nfinal_answer(f"{kept} rows.")`)
      : fence("I use what I kept.", 'final_answer(f"Twice that is {kept * 2}.")');
  },
  join: steps((_, tables) => [
    fence(
      "I join the two tables.",
      `left, right = ${tables[0] ?? "a"}, ${tables[1] ?? "b"}
keys = [c for c in left.columns if c in right.columns]
joined = left.merge(right, on=keys[0], how="left", validate="many_to_one", indicator=True)
lost = int((joined["_merge"] == "left_only").sum())
final_answer(f"{len(joined)} rows joined on {keys[0]}, {lost} without a partner.")`,
    ),
  ]),
  "refused-import": steps((table) => [
    fence("I fetch more data.", "import requests\nprint(requests.get('x'))"),
    fence("There is no network; I use the file.", `final_answer(f"{len(${table}):,} rows.")`),
  ]),
  plain: () => ({ text: "Hello. Drop a file and ask me about it." }),
  unreadable: () => ({ text: "```sql\nselect 1\n```" }),
  "two-blocks": steps((table) => [
    { text: `First:\n\n\`\`\`python\nn = len(${table})\n\`\`\`\n\nthen:\n\n\`\`\`python\nfinal_answer(f"{n} rows.")\n\`\`\`` },
  ]),
  "other-language": steps((table) => [
    { text: `我先看一下数据。\n\n\`\`\`python\nprint(${table}.shape)\n\`\`\`\n` },
    { text: `完成。\n\n\`\`\`python\nfinal_answer(f"共有 {len(${table})} 行。")\n\`\`\`` },
  ]),
  "long-code": () => fence("A lot of code.", "x = 1  # and so on and on\n".repeat(40_000)),
  "endless-repair": (seen) => fence("I try again.", `print(no_such_name_${stepOf(seen)})`),
  "same-again": () => fence("I try.", "print(no_such_name)"),
  refusal: () => ({ refusal: "I cannot help with that." }),
  filtered: () => ({ text: "I", finish: "content_filter" }),
};

/** A script by its name; `fault:<name>` plays that fault at every request, the "-once" ones at the first try only. */
export function scriptNamed(name: string): Script {
  const fault = faults.find((known) => name === `fault:${known}`);
  if (fault) return (seen) => (fault.endsWith("-once") && seen.index > 0 ? follow(seen) : { fault });
  const script = scripts[name];
  if (!script)
    throw new Error(
      `no script named ${name}; there are ${[...Object.keys(scripts), ...faults.map((known) => `fault:${known}`)].join(", ")}`,
    );
  return script;
}

function follow(seen: Seen): Reply {
  const script = scripts.total;
  return typeof script === "function" ? script(seen) : { text: "Nothing." };
}

export const scriptNames = Object.keys(scripts);
