import { Trouble } from "../headless/outcome.ts";

/** Whom to ask: a model of the environment's server, or one at an address of its own. */
export interface ModelChoice {
  readonly label: string;
  readonly model: string;
  readonly baseUrl: string | null;
  /** Name of the variable that holds the key. */
  readonly keyFrom: string | null;
}

/** `builtin`, `MODEL`, `MODEL@BASE-URL` or `MODEL@BASE-URL#VARIABLE-OF-THE-KEY`. */
export function readModel(text: string): ModelChoice {
  const [model = "", rest] = text.split(/@(https?:.*)/s);
  if (model === "" || (rest === undefined && text.includes("@http"))) throw new Trouble("usage", `--model ${text}: write MODEL@BASE-URL, like small@http://localhost:11434/v1`);
  if (rest === undefined) return { label: model, model, baseUrl: null, keyFrom: null };
  const [address = "", keyFrom = null] = rest.split("#");
  if (URL.parse(address) === null) throw new Trouble("usage", `--model ${text}: ${address} is no address.`);
  return { label: `${model} at ${new URL(address).host}`, model, baseUrl: address, keyFrom };
}
