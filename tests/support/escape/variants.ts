import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";
import { buildSandbox, worker } from "../../../scripts/build-sandbox.mjs";
import { html } from "../sandbox-bench.ts";

const trusting = join(dirname(fileURLToPath(import.meta.url)), "trusting");

/** A source with some of its text in other words. Throws when the source no longer says what is to be replaced. */
const reworded = (filter: RegExp, words: readonly (readonly [string, string])[]): Plugin => ({
  name: `reworded ${filter.source}`,
  setup: (builder) =>
    void builder.onLoad({ filter }, ({ path }) => {
      let contents = readFileSync(path, "utf8");
      for (const [before, after] of words) {
        if (!contents.includes(before)) throw new Error(`${path} no longer says: ${before}`);
        contents = contents.replace(before, () => after);
      }
      return { contents, loader: "ts" };
    }),
});

/** The worker with `js` left open. */
const leftOpen = reworded(/workers[\\/]boot\.ts$/, [["jsglobals: Object.create(null)", "jsglobals: globalThis"]]);

/** The page's end of a kernel's life, where everything is believed and everything exposed. */
const believing = reworded(/browser[\\/]life\.ts$/, [
  ["import type { z }", `import { expose } from "comlink";\nimport { taken, takenSignal } from ${JSON.stringify(join(trusting, "taken.ts"))};\nimport type { z }`],
  ["schema.safeParse(value)", "{ success: true, data: taken(value) }"],
  ["KernelSignal.safeParse(data)", "{ success: true, data: takenSignal(data) }"],
  ["this.kernel = wrap<Kernel>(frame.kernel);", "this.kernel = wrap<Kernel>(frame.kernel);\n    expose(globalThis, frame.signals);"],
]);

const inThePage: Plugin = {
  name: "in-the-page",
  setup: (builder) => void builder.onLoad({ filter: /browser[\\/]frame\.ts$/ }, () => ({ contents: readFileSync(join(trusting, "frame.ts"), "utf8"), resolveDir: trusting, loader: "ts" })),
};

/** The frame with `js` left open, in a folder of its own. */
export async function openVariant(): Promise<{ folder: string; digest: string }> {
  const folder = mkdtempSync(join(tmpdir(), "sandpiper-open-"));
  const { script } = await buildSandbox({ folder, plugins: [leftOpen] });
  return { folder, digest: script };
}

/** A page without any wall: Python runs in it, and it believes what it is told. */
export const trustingVariant = async (): Promise<{ page: string; worker: string }> => ({
  page: await html([believing, inThePage]),
  worker: await worker([leftOpen]),
});
