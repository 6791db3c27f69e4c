import { run } from "./run.mjs";
import { Trouble } from "./say.mjs";

const candidates = process.platform === "win32" ? [["py", "-3"], ["python"], ["python3"]] : [["python3"], ["python"]];

/** How to call a Python 3 that has pip, with its version; null where there is none. */
export async function findPip() {
  for (const [command, ...args] of candidates) {
    const { code, text } = await run(command, [...args, "-m", "pip", "--version"]);
    if (code === 0 && / \(python 3/.test(text)) return { command, args, version: text.trim().replace(/ from .* \(/, " (") };
  }
  return null;
}

export const noPip = () =>
  new Trouble(
    "Python 3 with pip was not found; it fetches the wheels.\n" +
      "  Debian, Ubuntu: apt install python3-pip · macOS: brew install python · Windows: install Python 3\n" +
      "  or point PYODIDE_WHEELS_DIR at a folder that holds the wheels listed in scripts/packages.json",
  );
