import type { ModelChunk } from "../protocol/complete.ts";

export type LiveDelta = { readonly type: "delta"; readonly channel: "text" | "reasoning" | "code"; readonly text: string };

/**
 * Tells code from prose while a reply streams, for the screen only: what runs is decided on the whole reply (parse.ts).
 * A line that may yet turn out to be a fence is held back until it is whole.
 */
export function makeLive(tell: (delta: LiveDelta) => void): { take: (chunk: ModelChunk) => void } {
  const say = (channel: LiveDelta["channel"], text: string) => {
    if (text) tell({ type: "delta", channel, text });
  };
  const prose = makeSplitter(say);
  const tool = makeUnquoter((text) => say("code", text));
  return {
    take(chunk) {
      if (chunk.type === "reasoning") say("reasoning", chunk.text);
      if (chunk.type === "text") prose(chunk.text);
      if (chunk.type === "tool") tool(chunk.text);
      if (chunk.type === "end") prose("\n");
    },
  };
}

const fence = /^\s*(?:`{3,}|~{3,})/;
const maybeFence = /^\s*[`~]*$|^\s*(?:`{3}|~{3})/;

function makeSplitter(say: (channel: "text" | "code", text: string) => void): (piece: string) => void {
  let [inCode, held, fresh] = [false, "", true];
  return (piece) => {
    for (const part of piece.split(/(?<=\n)/)) {
      held += part;
      const whole = held.endsWith("\n");
      if (fresh && whole && fence.test(held)) inCode = !inCode;
      else if (!(fresh && !whole && maybeFence.test(held))) say(inCode ? "code" : "text", held);
      else continue;
      held = "";
      fresh = whole;
    }
  };
}

const start = /"(?:code|python|source|script)"\s*:\s*"/;
const escapes: Record<string, string> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };

/** The text value of "code" out of JSON that is still arriving. */
function makeUnquoter(say: (text: string) => void): (piece: string) => void {
  let [raw, state]: [string, "before" | "within" | "after"] = ["", "before"];
  return (piece) => {
    raw += piece;
    if (state === "before") {
      const found = start.exec(raw);
      if (!found) return;
      [raw, state] = [raw.slice(found.index + found[0].length), "within"];
    }
    if (state === "after") return;
    const inside = /^(?:[^"\\]|\\u[0-9a-fA-F]{4}|\\[^u])*/.exec(raw)?.[0] ?? "";
    if (raw[inside.length] === '"') state = "after";
    raw = raw.slice(inside.length);
    say(
      inside.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_, hex?: string, char = "") =>
        hex ? String.fromCharCode(Number.parseInt(hex, 16)) : (escapes[char] ?? char),
      ),
    );
  };
}
