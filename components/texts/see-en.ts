import { figures } from "./figures.ts";

const { many, number } = figures("en-GB");

/** What is looked at closely: variables, the grid, charts. */
export const seeEnglish = {
  grid: {
    rows: (shown: number, total: number) =>
      shown === total ? many(total, "row", "rows") : `${number(shown)} of ${many(total, "row", "rows")}`,
    looking: "Looking through the rows",
    selected: (rows: number, columns: number) => `${many(rows, "row", "rows")} × ${many(columns, "column", "columns")} selected`,
    copy: "Copy the selected cells",
    tooMany: (most: number) => `Only ${number(most)} cells can be copied at once. Download the table as CSV for more.`,
    hint: "Arrow keys move, Shift selects, Ctrl + C copies, Enter on a column's name opens what can be done with it.",
    column: (name: string) => `Column ${name}: sort, filter, statistics`,
    up: "Sort up",
    down: "Sort down",
    filter: "Filter",
    contains: "Contains",
    from: "From",
    to: "To",
    only: "Rows",
    any: "all rows",
    filled: "with a value",
    empty: "without a value",
    apply: "Apply",
    clear: "Remove the filter",
    clearOf: (what: string) => `Remove the filter: ${what}`,
    chip: {
      text: (column: string, text: string) => `${column} contains “${text}”`,
      from: (column: string, from: string) => `${column} from ${from}`,
      to: (column: string, to: string) => `${column} up to ${to}`,
      range: (column: string, from: string, to: string) => `${column} ${from} to ${to}`,
      filled: (column: string) => `${column} has a value`,
      empty: (column: string) => `${column} is empty`,
    },
    facts: "Statistics",
    counting: "Counting",
    noFacts: "Python is not there to count: ask again, or open the table anew.",
    known: "with a value",
    missing: "empty",
    distinct: "distinct",
    least: "smallest",
    most: "largest",
    mean: "mean",
    median: "median",
    std: "standard deviation",
    top: "Most frequent",
    spread: "Spread of the values",
  },
  inspect: {
    open: (name: string) => `Open ${name} as a table`,
    gone: "This table is no longer in Python.",
    details: (name: string) => `What is in ${name}`,
    bytes: (size: string) => `about ${size}`,
  },
  charts: {
    facts: (points: number) => `Data and description (${many(points, "row", "rows")})`,
    words: "Description",
    gallery: "All charts",
    count: (count: number) => `${many(count, "chart", "charts")} of this session`,
  },
};
