/** Path below workers/python to text, of every .py file; put in by the build. */
declare module "python-sources" {
  const sources: Record<string, string>;
  export default sources;
}
/** SHA-256 of them, in hexadecimal. */
declare module "python-digest" {
  const digest: string;
  export default digest;
}
declare module "pyodide/pyodide.asm.mjs" {
  import type { loadPyodide } from "pyodide";
  /** Emscripten's module, from its settings to its life. */
  const create: NonNullable<NonNullable<Parameters<typeof loadPyodide>[0]>["createPyodideModule"]>;
  export default create;
}
