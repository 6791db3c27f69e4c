/** Parameters that some OpenAI-compatible servers refuse; each can be left out. */
export const optional = ["stream_options", "max_completion_tokens", "max_tokens", "tools"] as const;
export type Optional = (typeof optional)[number];

/** What each model's server was seen to refuse, so that it is asked in vain only once per process. */
export class Quirks {
  #refused = new Map<string, ReadonlySet<Optional>>();

  refused(model: string): ReadonlySet<Optional> {
    return this.#refused.get(model) ?? new Set();
  }

  learn(model: string, parameter: Optional) {
    this.#refused.set(model, new Set([...this.refused(model), parameter]));
  }
}
