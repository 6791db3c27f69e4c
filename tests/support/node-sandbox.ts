import type { PyodideInterface } from "pyodide";
import type { Output, Sandbox } from "../../lib/agent/ports.ts";
import { codeRules } from "../../lib/policy/rules.ts";
import { Observation } from "../../lib/protocol/observation.ts";
import { Policy } from "../../lib/protocol/policy.ts";
import { Opened } from "../../lib/protocol/profile.ts";
import { heapBytes } from "../../workers/heap.ts";
import { observe, type Packed } from "../../workers/observe.ts";
import { bootPyodide, readLock } from "./pyodide.ts";

export interface NodeSandbox extends Sandbox {
  readonly python: PyodideInterface;
  /** Puts files below /data and has the kernel read and profile them. */
  open(files: Record<string, string | Uint8Array>): Promise<Opened>;
}

/** The real kernel's Python in Node: same interpreter, same wheels, no frame and no kill. One at a time in a process. */
export async function nodeSandbox(policy = Policy.parse({})): Promise<NodeSandbox> {
  const python = await bootPyodide(() => undefined);
  const kernel = python.pyimport("sandpiper.kernel");
  let printed: (piece: Output) => void = () => undefined;
  const output = (stream: string, text: string) => printed({ stream: stream === "stderr" ? "stderr" : "stdout", text });
  kernel.start(
    JSON.stringify(readLock()),
    output,
    () => undefined,
    () => undefined,
    () => undefined,
    () => { throw new Error("nothing is put outside of Python's memory here"); },
    () => undefined,
    policy.limits.memoryBytes,
  );
  kernel.provide(JSON.stringify(policy.helpers), JSON.stringify(codeRules(policy)));
  const { outputChars, artifactBytes, artifactsPerRun, tableRows, tableColumns } = policy.limits;
  return {
    python,
    async run(code, tell) {
      printed = tell;
      const proxy = await kernel.run(JSON.stringify({ code, rules: codeRules(policy), outputChars, artifactBytes, artifactsPerRun, tableRows, tableColumns }));
      const [text, blobs]: [string, Uint8Array[]] = proxy.toJs();
      const packed: Packed = { text, blobs: blobs.map((blob) => Uint8Array.from(blob)) };
      return Observation.parse(observe(packed, false, heapBytes(python)));
    },
    async open(files) {
      for (const [name, content] of Object.entries(files)) python.FS.writeFile(`/data/${name}`, content);
      return Opened.parse(JSON.parse(kernel.open_files(JSON.stringify(Object.keys(files)))));
    },
  };
}
