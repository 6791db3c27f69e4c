import { createWriteStream } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { finished } from "node:stream/promises";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { parquetWriteBuffer } from "hyparquet-writer";
import { nothingGotThrough } from "../support/breach.ts";
import { answer, card, steps } from "../support/desk.ts";
import { fence } from "../support/scripted/reply.ts";
import { type Scripted, startScripted } from "../support/scripted-server.ts";

/** Files that memory of 256 MB does not hold as a table, under the real policy, masking on and off. */
test.describe.configure({ timeout: 600_000, mode: "serial" });

const path = "test-results/pieces/visits.csv";
const rows = 560_000;
const digits = 17;
const regions = ["North", "South", "East", "West"];
const policy = { limits: { memoryBytes: 256 * 1024 ** 2 } };
let model: Scripted;

/** Units of a row, and the sums of them by region that a plain loop gives. */
const units = (at: number) => (at * 7) % 10;
const sums = new Map(regions.map((region) => [region, 0]));

test.beforeAll(async () => {
  test.setTimeout(120_000);
  model = await startScripted({ script: [], port: Number(process.env.MODEL_PORT), key: "test-key" });
  await mkdir(dirname(path), { recursive: true });
  const out = createWriteStream(path);
  out.write(`visit,visitor_email,region,units,${Array.from({ length: digits }, (_, at) => `n${at}`).join(",")}\n`);
  for (let begin = 0; begin < rows; begin += 20_000) {
    let text = "";
    for (let at = begin; at < begin + 20_000; at++) {
      const region = regions[(at * 13) % 4] ?? "";
      sums.set(region, (sums.get(region) ?? 0) + units(at));
      text += `${at},person${at % 5_000}@canary.example,${region},${units(at)},${Array.from({ length: digits }, (_, n) => (at + n) % 10).join(",")}\n`;
    }
    out.write(text);
  }
  out.end();
  await finished(out);
});
test.afterAll(async () => {
  await model.close();
  await rm(dirname(path), { recursive: true, force: true });
});

async function decree(request: APIRequestContext, baseURL: string | undefined, wanted: object | null): Promise<void> {
  const headers = { Authorization: "Bearer only-for-the-end-to-end-tests", Origin: baseURL ?? "" };
  expect((await request.post("/api/policy", { headers, data: { policy: wanted } })).status()).toBe(200);
  const text = JSON.stringify(wanted === null ? 1024 ** 3 : policy.limits.memoryBytes);
  await expect.poll(async () => JSON.stringify(await (await request.get("/api/policy")).json())).toContain(`"memoryBytes":${text}`);
}

async function drop(page: Page, file: string, told: string): Promise<void> {
  await page.goto("/");
  await page.locator("input[type=file]").first().setInputFiles(file);
  await expect(card(page, basename(file))).toContainText(told, { timeout: 120_000 });
  await expect(card(page, basename(file))).toContainText(/kept in \d+ pieces/);
}

const naive = fence("I group.", `print(visits.groupby("region")["units"].sum())`);
const mended = fence(
  "I take the columns that I need.",
  `per = visits[["region", "units"]].groupby("region")["units"].sum()
same = sql("select region, sum(units) as units from visits group by region").set_index("region")["units"]
parts = sum(len(part) for part in visits.pieces(["units"]))
print("SUMS", per.sort_index().to_dict(), (per.sort_index() == same.sort_index()).all(), parts, visits["visitor_email"].nunique(), list(visits.head(2)["visitor_email"]))
final_answer("Summed over all rows.")`,
);
const die = fence("I break it.", "import os\nos.abort()");
const again = fence("I look again.", `print("AGAIN", int(visits["units"].sum()))\nfinal_answer("Still there.")`);

const told = (index: number): string => JSON.stringify(model.requests.at(index)?.messages);

for (const mode of ["masked", "open"] as const)
  test(`${mode}: a text larger than memory becomes a table in pieces; code is told how to use it, mends itself, and all rows are counted`, async ({ page, request, baseURL }) => {
    await decree(request, baseURL, { ...policy, masking: { mode } });
    try {
      const replies = [naive, mended, die, again];
      const from = model.requests.length;
      model.play((seen) => replies[seen.index - from] ?? { text: "" });
      await drop(page, path, "560,000 rows");
      await page.screenshot({ path: `test-results/pieces-${mode}.png`, fullPage: true });
      await expect(await answer(page, "How many units by region?")).toContainText("Summed over all rows.");
      expect(told(from)).toContain("Table in pieces visits: 560,000 rows");
      expect(told(from + 1)).toContain("too large to be one DataFrame");
      await expect(await answer(page, "Break it, then look again")).toContainText("Still there.");
      const seen = told(from + 3);
      expect(seen).toContain(`SUMS {'East': ${sums.get("East")}, 'North': ${sums.get("North")}, 'South': ${sums.get("South")}, 'West': ${sums.get("West")}} True 560000 5000`);
      const raw = model.requests.slice(from).filter(({ raw: body }) => new TextDecoder().decode(body).includes("@canary.example"));
      if (mode === "masked") nothingGotThrough("addresses of a table in pieces", raw.map(({ raw: body }) => new TextDecoder().decode(body).slice(0, 2_000)));
      else expect(raw.length).toBeGreaterThan(0);
    } finally {
      await decree(request, baseURL, null);
    }
  });

/** Its footer would let a DataFrame of 86 MB be made: too much for a fifth of the memory, which is 51. */
async function packed(file: string, count: number): Promise<Map<string, number>> {
  const at = Array.from({ length: count }, (_, place) => place);
  const region = at.map((place) => regions[(place * 13) % 4] ?? "");
  const column = (name: string, type: "STRING" | "INT32" | "DOUBLE", data: (string | number | null)[]) => ({ name, type, data, nullable: true });
  const columnData = [
    column("visitor_email", "STRING", at.map((place) => `person${place % 5_000}@canary.example`)),
    column("region", "STRING", region),
    column("units", "INT32", at.map((place) => (place === count - 1 ? null : units(place)))),
    ...Array.from({ length: 6 }, (_, n) => column(`n${n}`, "DOUBLE", at.map((place) => (place * (n + 1)) % 97 / 4))),
  ];
  await writeFile(file, new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: 300_000 })));
  return at.slice(0, -1).reduce((sum, place) => sum.set(region[place] ?? "", (sum.get(region[place] ?? "") ?? 0) + units(place)), new Map<string, number>());
}

test("a Parquet file larger than memory becomes a table in pieces too, masked, with the kinds that all its rows have", async ({ page, request, baseURL }) => {
  const file = join(dirname(path), "packed.parquet");
  const expected = await packed(file, 1_200_000);
  await decree(request, baseURL, { ...policy, masking: { mode: "masked" } });
  try {
    const from = model.requests.length;
    const code = `per = packed[["region", "units"]].groupby("region")["units"].sum().sort_index()
print("SUMS", {key: int(value) for key, value in per.items()}, packed["units"].dtype, int(packed["units"].isna().sum()), packed["visitor_email"].nunique(), len(packed), list(packed.head(1)["visitor_email"]))
final_answer("Summed over all rows.")`;
    model.play(({ index }) => fence("I take the columns that I need.", index === from ? code : `final_answer("Summed over all rows.")`));
    await drop(page, file, "1,200,000 rows");
    const turn = await answer(page, "How many units by region?");
    await expect(turn).toContainText("Summed over all rows.");
    const sorted = [...expected].sort(([a], [b]) => a.localeCompare(b)).map(([region, sum]) => `'${region}': ${sum}`);
    await expect(await steps(turn)).toContainText(`SUMS {${sorted.join(", ")}} float64 1 5000 1200000`);
    const raw = model.requests.slice(from).map(({ raw: body }) => new TextDecoder().decode(body));
    nothingGotThrough("addresses of a Parquet file in pieces", raw.filter((text) => text.includes("@canary.example")).map((text) => text.slice(0, 2_000)));
  } finally {
    await decree(request, baseURL, null);
  }
});

test("reading it tells how far it is, and can be cancelled", async ({ page, request, baseURL }) => {
  await decree(request, baseURL, policy);
  try {
    await page.goto("/");
    await page.locator("input[type=file]").first().setInputFiles(path);
    await expect(page.getByRole("progressbar").first()).toHaveAttribute("aria-valuenow", /^(?!0$)\d+/, { timeout: 120_000 });
    await page.getByRole("button", { name: "Cancel" }).first().click();
    await expect(card(page, "visits.csv")).toBeHidden();
  } finally {
    await decree(request, baseURL, null);
  }
});
