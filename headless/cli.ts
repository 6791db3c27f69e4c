import { usage } from "./args.ts";
import { entry, stopping } from "./entry.ts";
import { run } from "./run.ts";
import { print } from "./say.ts";
import { wrongWords } from "./words.ts";

const help = `${usage}

Other commands: npm run eval -- FOLDER, npm run eval:compat -- FOLDER (docs/evaluation.md).`;

async function main([command = "help", ...words]: readonly string[]): Promise<number> {
  const wantsHelp = ["help", "--help", "-h"].includes(command) || words.includes("--help") || words.includes("-h");
  if (!wantsHelp && command !== "run") throw wrongWords(`There is no command ${command}.`, "sandpiper help");
  if (!wantsHelp) return run(words, stopping());
  print(help);
  return 0;
}

await entry(() => main(process.argv.slice(2)));
