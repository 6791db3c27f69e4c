/** Path below workers/python to text, of every .py file; put in by the build. */
declare module "python-sources" {
  const sources: Record<string, string>;
  export default sources;
}
declare module "pyodide/pyodide.asm.mjs" {
  import type { CreatePyodideModuleFn } from "pyodide-module";
  const create: CreatePyodideModuleFn;
  export default create;
}
