import { AuditStore } from "../../lib/server/audit/store.ts";

/** A process of its own: appends to the audit of a folder, and writes each receipt to its output once it has it. */
const [folder = "", name = "", count = "0"] = process.argv.slice(2);
const store = new AuditStore(folder);

for (let step = 0; step < Number(count); step += 1) {
  const record = {
    type: "run",
    session: name,
    turn: 0,
    step,
    attempt: 0,
    code: `x = ${step}`,
    by: "model",
    policyVersion: "test",
  } as const;
  const appended = store.append({ actor: name, at: new Date().toISOString(), record });
  if (!appended.ok) throw new Error(appended.reason);
  process.stdout.write(`${appended.receipt.seq} ${appended.receipt.receipt}\n`);
}
