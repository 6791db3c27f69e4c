/** The same work for everybody who is compared: a csv of 32,000 rows (1.1 MB) is written by Python, read, and grouped. */
export const pandasWork = `
import io, pandas as pd
cities = ["Oslo", "Bergen", "Trondheim", "Stavanger", "Tromso"]
lines = [f"{n},2024-{1 + n % 12:02}-{1 + n % 28:02},{cities[n % 5]},{n * 7919 % 1000},{n * 104729 % 100000 / 100}" for n in range(32_000)]
visits = pd.read_csv(io.StringIO("id,day,city,visitors,revenue\\n" + "\\n".join(lines)))
by_city = visits.groupby("city")["revenue"].mean().round(3)
by_city.to_json()
`;

export const modelWork = `
from sklearn.linear_model import LinearRegression
from sklearn.ensemble import RandomForestClassifier
from sklearn.cluster import KMeans
import matplotlib.pyplot as plt
coefficient = float(LinearRegression().fit(visits[["visitors", "id"]].to_numpy(), visits["revenue"].to_numpy()).coef_[0])
figure, axes = plt.subplots(figsize=(8, 4))
axes.bar(list(by_city.index), by_city.values)
axes.set_title("mean revenue")
`;

/** What shows that it was done: the picture as bytes in stock Pyodide, the figure as an artifact in the product. */
export const savePicture = `
import io
buffer = io.BytesIO()
figure.savefig(buffer, format="png")
len(buffer.getvalue()) > 1000
`;

/** A step of a conversation that goes on: what comes last is how many milliseconds Python itself took for it. */
export const smallStep = `
import time
began = time.perf_counter()
import pandas as pd
pd.Series([1, 2]).sum()
(time.perf_counter() - began) * 1000
`;

/** What is asked after a kill. */
export const again = "import pandas\n1 + 1";

/** The pandas calls that the product's profile rests on: the file read, and each column looked over. */
export const bigRead = (path) => `import pandas as pd\nbig = pd.read_csv(${JSON.stringify(path)})\nbig.describe(include="all").shape[0]`;

/** The same table as a file that is dropped. */
export function csv() {
  const cities = ["Oslo", "Bergen", "Trondheim", "Stavanger", "Tromso"];
  const row = (n) => `${n},2024-${String(1 + (n % 12)).padStart(2, "0")}-${String(1 + (n % 28)).padStart(2, "0")},${cities[n % 5]},${(n * 7919) % 1000},${((n * 104729) % 100000) / 100}`;
  return `id,day,city,visitors,revenue\n${Array.from({ length: 32_000 }, (_, n) => row(n)).join("\n")}\n`;
}

/** A csv of about so many bytes as a file: the rows of the one above, over and over, numbered on. */
export function bigFile(bytes) {
  const block = Array.from({ length: 20_000 }, (_, n) => `2024-${String(1 + (n % 12)).padStart(2, "0")}-${String(1 + (n % 28)).padStart(2, "0")},city ${(n * 31) % 997},${(n * 7919) % 1000},${((n * 104729) % 100000) / 100}`).join("\n");
  const parts = ["day,city,visitors,revenue\n"];
  for (let size = 0; size < bytes; size += block.length + 1) parts.push(block, "\n");
  return new File(parts, "big.csv", { type: "text/csv" });
}

/** What everybody does with it, once it is a table of this name. */
export const bigGroup = (table) => `${table}.groupby("city")["revenue"].agg(["mean", "sum"]).round(3).shape[0]`;

/** Work that keeps Python busy for a second or two: for what the sandbox itself costs, and for the ratio to native Python. */
export const heavyWork = `
import numpy, pandas
from sklearn.ensemble import RandomForestClassifier
random = numpy.random.default_rng(1)
frame = pandas.DataFrame({"k": random.integers(0, 1000, 400_000), "v": random.normal(size=400_000)})
grouped = frame.groupby("k")["v"].agg(["mean", "std", "max"])
joined = frame.merge(grouped, left_on="k", right_index=True).sort_values("v")
matrix = random.normal(size=(300, 300))
for _ in range(10): matrix = numpy.tanh(matrix @ matrix)
RandomForestClassifier(30, max_depth=6, random_state=0).fit(frame[["k", "v"]][:5_000], frame["k"][:5_000] > 500)
None
`;
