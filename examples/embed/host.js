const analyst = document.querySelector("sandpiper-analyst");
const told = document.querySelector("#told");

/** Text, never markup: what the widget says was written by a model. */
const tell = (what, detail) => told.append(`${what} ${JSON.stringify(detail)}\n`);

for (const type of ["ready", "state", "turn-started", "artifact-made", "turn-ended", "error"])
  analyst.addEventListener(`sandpiper-${type}`, (event) => tell(type, event.detail));

const on = (id, act) => document.querySelector(id).addEventListener("click", () => void act().catch((error) => tell("refused", { code: error.code, message: error.message })));

on("#give", async () => {
  const csv = "region,product,amount\nNorth,tea,10\nSouth,tea,20\nNorth,rye,35\nSouth,oat,5\nWest,nut,8\n";
  const data = new TextEncoder().encode(csv).buffer;
  tell("files", await analyst.widget.addFiles([{ name: "sales.csv", data }]));
});
on("#ask", async () => tell("answer", await analyst.widget.ask("Which region leads by total amount?")));
on("#stop", () => analyst.widget.stop());
document.querySelector("#theme").addEventListener("change", (event) => analyst.setAttribute("theme", event.target.value));
