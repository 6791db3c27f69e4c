import { describe, expect, test } from "vitest";
import { ask, said } from "./opened.ts";

/** How questions about the shipped samples are read; where there are several, the earlier ones are the talk before. */
const table: readonly (readonly string[])[] = [
  ["retail_sales", "What is the total revenue?", "total | revenue sum"],
  ["retail_sales", "Which region has the highest revenue?", "group | revenue sum | region"],
  ["retail_sales", "top 5 products by quantity", "group | quantity sum | product"],
  ["retail_sales", "bottom 3 products by revenue", "group | revenue sum | product"],
  ["retail_sales", "average unit price per category", "group | unit_price mean | category"],
  ["retail_sales", "How do monthly sales develop?", "trend | revenue sum"],
  ["retail_sales", "revenue by quarter", "trend | revenue sum"],
  ["retail_sales", "Compare 2023 and 2024", "compare | revenue sum | 2023-01-01..2023-12-31 2024-01-01..2024-12-31"],
  ["retail_sales", "revenue in Q4 2024 by channel", "group | revenue sum | channel | 2024-10-01..2024-12-31"],
  ["retail_sales", "orders in the North in March 2024", "rows | rows | region=North | 2024-03-01..2024-03-31"],
  ["retail_sales", "revenue since July 2024", "total | revenue sum | 2024-07-01.."],
  ["retail_sales", "revenue between January and March 2024", "total | revenue sum | 2024-01-01..2024-03-31"],
  ["retail_sales", "sales last quarter", "total | revenue sum | 2024-10-01..2024-12-31"],
  ["retail_sales", "revenue in the last 30 days", "total | revenue sum | 2024-12-02..2024-12-31"],
  ["retail_sales", "why did revenue drop in August 2024?", "why | revenue sum | 2024-08-01..2024-08-31"],
  ["retail_sales", "what drives revenue", "drivers | revenue mean"],
  ["retail_sales", "correlation between discount and quantity", "correlation | discount_pct mean"],
  ["retail_sales", "is revenue different between online and store?", "difference | revenue mean | channel | channel=Online"],
  ["retail_sales", "find outliers in revenue", "outliers | revenue mean"],
  ["retail_sales", "cluster the orders into 4 groups", "clusters | rows"],
  ["retail_sales", "forecast revenue for the next 6 months", "forecast | revenue sum"],
  ["retail_sales", "predict next month's sales", "forecast | revenue sum"],
  ["retail_sales", "clean the data", "clean | rows"],
  ["retail_sales", "export the data to csv", "export | rows"],
  ["retail_sales", "are there duplicates?", "duplicates | rows"],
  ["retail_sales", "missing values?", "quality | rows"],
  ["retail_sales", "give me an overview", "overview | rows"],
  ["retail_sales", "how many orders", "total | rows"],
  ["retail_sales", "how many different products are there", "total | rows | product"],
  ["retail_sales", "share of online orders", "share | rows | channel=Online"],
  ["retail_sales", "share of revenue by channel", "group | revenue sum | channel"],
  ["retail_sales", "orders with quantity over 5", "rows | rows | quantity>5"],
  ["retail_sales", "revenue excluding returns and the South", "total | revenue sum | region!=South&quantity>=0"],
  ["retail_sales", "Umsatz pro Monat", "trend | revenue sum"],
  ["retail_sales", "Welche Region hat den höchsten Umsatz?", "group | revenue sum | region"],
  ["retail_sales", "Wie viele Bestellungen gibt es pro Region?", "group | rows | region"],
  ["retail_sales", "chiffre d'affaires par region", "group | revenue sum | region"],
  ["retail_sales", "ventas por region", "group | revenue sum | region"],
  ["retail_sales", "distribution of unit price", "distribution | unit_price mean"],
  ["retail_sales", "revenue by region as a pie chart", "group | revenue sum | region"],
  ["retail_sales", "revenue by region and channel", "group | revenue sum | region+channel"],
  ["retail_sales", "which month had the lowest revenue?", "trend | revenue sum"],
  ["retail_sales", "revenue by weekday", "group | revenue sum | weekday"],
  ["retail_sales", "best selling product", "group | revenue sum | product"],
  ["retail_sales", "show me the rows where quantity is below 0", "rows | rows | quantity<0"],
  ["retail_sales", "select region from retail_sales", "sql | rows | region"],
  ["retail_sales", "what can you do?", "help | rows"],
  ["retail_sales", "xyzzy plugh", "unknown | rows"],
  ["retail_sales", "revenu by regoin", "group | revenue sum | region"],
  ["retail_sales", "median revenue", "total | revenue median"],
  ["retail_sales", "how did revenue change year over year?", "compare | revenue sum"],
  ["customer_survey", "How satisfied are customers?", "distribution | Overall satisfaction mean"],
  ["customer_survey", "average satisfaction by segment", "group | Overall satisfaction mean | Segment"],
  ["customer_survey", "does waiting time affect satisfaction?", "correlation | Waiting minutes mean"],
  ["customer_survey", "what drives satisfaction?", "drivers | Overall satisfaction mean"],
  ["customer_survey", "which words are common in the comments?", "words | rows | Comment"],
  ["customer_survey", "share of customers who would buy again", "share | Buy again share"],
  ["customer_survey", "share of buy again by region", "group | Buy again share | Region"],
  ["customer_survey", "monthly spend by age group", "group | Monthly spend sum | Age group"],
  ["customer_survey", "waiting minutes of business customers", "distribution | Waiting minutes mean | Segment=Business"],
  ["machine_sensors", "are there gaps?", "gaps | rows"],
  ["machine_sensors", "anomalies in vibration", "outliers | vibration_mm_s mean"],
  ["machine_sensors", "temperature over time by machine", "trend | temperature_c mean | machine"],
  ["machine_sensors", "max pressure per machine", "group | pressure_bar max | machine"],
  ["machine_sensors", "average power by hour of day", "group | power_kw mean | hour of day"],
  ["machine_sensors", "readings with vibration above 5", "rows | rows | vibration_mm_s>5"],
  ["hr", "average salary by department", "group | salary_eur mean | department"],
  ["hr", "is there a gender pay gap?", "difference | salary_eur mean | gender"],
  ["hr", "what drives attrition?", "drivers | left share"],
  ["hr", "how many employees left?", "total | rows | left"],
  ["hr", "absence days by department", "group | days sum | department"],
  ["hr", "who has the highest salary?", "rows | salary_eur mean"],
  ["hr", "how many people were hired per year?", "trend | rows"],
  ["hr", "oldest employees", "rows | birth_date mean"],
  ["hr", "share of employees who left by site", "group | left share | site"],
  ["support_tickets", "how many tickets per month?", "trend | rows"],
  ["support_tickets", "average resolution time by priority", "group | hours to close mean | priority"],
  ["support_tickets", "which agent is the slowest?", "group | hours to close mean | name"],
  ["support_tickets", "which agent has the most tickets?", "group | rows | name"],
  ["support_tickets", "tickets by customer plan", "group | rows | plan"],
  ["support_tickets", "open tickets", "rows | rows | status=open"],
  ["support_tickets", "join tickets with customers", "join | rows | customer_id"],
  ["support_tickets", "what percentage of tickets is escalated by category?", "group | escalated share | category"],
  ["support_tickets", "how long does it take to close urgent tickets?", "total | hours to close mean | status=closed&priority=urgent"],
  ["support_tickets", "tickets not closed by country", "group | rows | country | status!=closed"],
  ["retail_sales", "Which region grew most in 2024?", "compare | revenue sum | region | 2024-01-01..2024-12-31"],
  ["retail_sales", "how did revenue change from 2023 to 2024?", "compare | revenue sum | 2023-01-01..2023-12-31 2024-01-01..2024-12-31"],
  ["retail_sales", "total units in the South region", "total | quantity sum | region=South"],
  ["retail_sales", "items sold by channel", "group | quantity sum | channel"],
  ["retail_sales", "total price by region", "group | unit_price mean | region"],
  ["retail_sales", "total unit price", "total | unit_price sum"],
  ["retail_sales", "hello there", "help | rows"],
  ["retail_sales", "is there anything odd?", "outliers | revenue mean"],
  ["retail_sales", "revenue in Hamburg", "unknown | revenue mean"],
  ["customer_survey", "which age group spends most per month?", "group | Monthly spend sum | Age group"],
  ["support_tickets", "join tickets with agents and give the number of tickets by team", "group | rows | team"],
  ["retail_sales", "revenue by region", "and by channel?", "group | revenue sum | channel"],
  ["retail_sales", "revenue by region", "only 2023", "group | revenue sum | region | 2023-01-01..2023-12-31"],
  ["retail_sales", "revenue by region", "now as a pie chart", "group | revenue sum | region"],
  ["retail_sales", "revenue per month", "only online", "trend | revenue sum | channel=Online"],
  ["retail_sales", "revenue by region", "what about the average discount?", "group | discount_pct mean | region"],
  ["retail_sales", "top 5 products by revenue", "and the bottom 5?", "group | revenue sum | product"],
  ["retail_sales", "revenue by region", "export it to excel", "group | revenue sum | region"],
  ["retail_sales", "revenue by region", "how many orders are there?", "total | rows"],
  [
    "retail_sales",
    "revenue by region in 2024",
    "and by channel?",
    "only the West",
    "group | revenue sum | channel | region=West | 2024-01-01..2024-12-31",
  ],
];

describe("a question is read as", () => {
  test.each(
    table.map((row) => ({
      sample: row[0] ?? "",
      questions: row.slice(1, -1),
      reading: row.at(-1) ?? "",
      title: row.slice(1).join("  →  "),
    })),
  )("$title", ({ sample, questions, reading }) => {
    expect(said(ask(sample, ...questions))).toBe(reading);
  });
});

test("top and bottom know how many and which end", () => {
  expect(ask("retail_sales", "top 5 products by quantity").top).toEqual({ n: 5, ascending: false });
  expect(ask("retail_sales", "bottom three products by revenue").top).toEqual({ n: 3, ascending: true });
});

test("a chart, a file, a horizon and a number of groups are taken from the question", () => {
  expect(ask("retail_sales", "revenue by region as a pie chart").chart).toBe("pie");
  expect(ask("retail_sales", "export revenue by region to excel").save).toBe("xlsx");
  expect(ask("retail_sales", "forecast revenue for the next six months").horizon).toBe(6);
  expect(ask("retail_sales", "cluster the orders into 4 groups").parts).toBe(4);
});

test("what was chosen or not understood is said", () => {
  expect(ask("retail_sales", "Which region sold the most?").notes.join()).toContain("revenue was taken as the main one");
  expect(ask("retail_sales", "revenue by region and zodiac").notes.join()).toContain("zodiac");
  expect(ask("support_tickets", "average resolution time by priority").notes.join()).toContain("hours from opened at to closed at");
  expect(ask("retail_sales", "revenue by region", "and by channel?").notes.join()).toContain("follow-up");
});
