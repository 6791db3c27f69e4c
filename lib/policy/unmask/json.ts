import { type Mapping, pieces } from "../mask.ts";
import { replaced } from "./markup.ts";
import { numberOf } from "./number.ts";

const inString = (original: string): string => JSON.stringify(original).slice(1, -1);

/** JSON, one value or one a line, with values in the place of tokens; all else stays as it is written, to the letter. */
export function unmaskJson(text: string, mapping: Mapping): string {
  return text
    .split(/("(?:[^"\\]|\\.)*")/s)
    .map((part, at) => (at % 2 === 1 ? replaced(part, mapping, inString) : bare(part, mapping)))
    .join("");
}

/** Outside of strings only whole numbers can be tokens; what they stand for may have leading zeros, and is a string then. */
const bare = (part: string, mapping: Mapping): string =>
  part.replace(/(?<![\d.eE+-])9\d{14}(?:\.0)?(?![\d.eE])/g, (number) => {
    const [piece] = pieces(number.replace(/\.0$/, ""), mapping);
    return piece?.type === "token" ? (numberOf(piece.original) === null ? JSON.stringify(piece.original) : piece.original) : number;
  });
