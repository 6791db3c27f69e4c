/** A virtual environment of the bench's own below .sandpiper, filled by pip once: what is in it is pinned by its caller. */
import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../../scripts/run.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../../..");

/** Resolves to what the program printed; throws with it when the program failed. */
export async function must(command, args, options) {
  const { code, text } = await run(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")}: ${text.trim().split("\n").slice(-3).join(" ")}`);
  return text;
}

/** Resolves to the folder and its Python, with exactly these `requirements` asked for. */
export async function venv(name, requirements) {
  const folder = join(root, ".sandpiper", name);
  const python = join(folder, "venv", process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const stamp = join(folder, `${requirements.join(" ").replaceAll(/[^\w.]+/g, "-")}.stamp`);
  if (existsSync(stamp)) return { folder, python };
  await rm(folder, { recursive: true, force: true });
  await must(process.env.PYTHON ?? "python3", ["-m", "venv", join(folder, "venv")]);
  await must(python, ["-m", "pip", "install", "-q", "--disable-pip-version-check", ...requirements]);
  await writeFile(stamp, "");
  return { folder, python };
}
