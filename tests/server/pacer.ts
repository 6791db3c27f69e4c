import { POST } from "../../app/api/complete/route.ts";
import { ask, post } from "./app.ts";

/** An instance of its own: one session asks the built-in analyst so often; the status of each answer goes to its output. */
const [cookie = "", calls = "1"] = process.argv.slice(2);
for (let step = 0; step < Number(calls); step += 1) {
  const response = await post(POST, ask({ model: "builtin", step }), { headers: { cookie } });
  await response.text();
  process.stdout.write(`${response.status}\n`);
}
process.exit(0);
