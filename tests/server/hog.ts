import { Sqlite } from "../../lib/server/audit/sqlite.ts";

/** A process of its own on a slow disk: holds the audit of a folder `ms` at a time, again and again without a pause, until it is killed. */
const [folder = "", ms = "0"] = process.argv.slice(2);
const database = new Sqlite(folder);
for (let at = 0; ; at += 1) {
  await database.alone(async (sql) => {
    await sql("SELECT 1");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(ms));
  });
  if (at === 0) process.stdout.write("holding\n");
}
