import { entry, stopping } from "../headless/entry.ts";
import { print } from "../headless/say.ts";
import { usage } from "./args.ts";
import { evaluate } from "./evaluate.ts";

await entry(async () => {
  const words = process.argv.slice(2);
  if (!words.includes("--help") && !words.includes("-h")) return evaluate(words, stopping());
  print(usage);
  return 0;
});
