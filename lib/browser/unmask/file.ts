import { type Mapping, unmask } from "../../policy/mask.ts";
import { alone, reaches, runs } from "../../policy/unmask/active.ts";
import { unmaskJson } from "../../policy/unmask/json.ts";
import { endingOf, isOffice, isText, type TextEnding } from "../../policy/unmask/kinds.ts";
import { unmaskMarkdown } from "../../policy/unmask/markdown.ts";
import { unmaskMarkup } from "../../policy/unmask/markup.ts";
import { unmaskCsv } from "./csv.ts";
import { unmaskOoxml } from "./ooxml.ts";
import { type Member, membersOf, repacked, unpacked, zipOf } from "./zip.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * `as-is`: nothing in it was masked. `pseudonyms`: what it holds of masked columns stays tokens, for it is of a kind that cannot be rewritten, or it
 * could send values away when it is opened; in a `mixed` zip some files do.
 */
export type Unmasked = { readonly type: "unmasked" | "as-is" | "pseudonyms" | "mixed"; readonly bytes: Bytes };

type Rewrite = (text: string, mapping: Mapping) => string;

const texts: Record<TextEnding, Rewrite> = {
  csv: unmaskCsv,
  tsv: unmaskCsv,
  tab: unmaskCsv,
  txt: unmask,
  log: unmask,
  md: unmaskMarkdown,
  markdown: unmaskMarkdown,
  json: unmaskJson,
  jsonl: unmaskJson,
  ndjson: unmaskJson,
  geojson: unmaskJson,
  html: (text, mapping) => alone(unmaskMarkup(text, mapping)),
  htm: (text, mapping) => alone(unmaskMarkup(text, mapping)),
  svg: unmaskMarkup,
  xml: unmaskMarkup,
};
/** What would send values away once the person opens the file. */
const dangers: Partial<Record<TextEnding, (text: string) => boolean>> = { html: runs, htm: runs, svg: reaches, xml: reaches };

/** A file that code wrote, with values in the place of tokens. Never throws for what is in it. */
export async function unmaskFile(name: string, bytes: Uint8Array, mapping: Mapping): Promise<Unmasked> {
  const own = new Uint8Array(bytes);
  const kept: Unmasked = { type: "as-is", bytes: own };
  if (mapping.tokens.size === 0) return kept;
  const ending = endingOf(name);
  if (isText(ending)) return textFile(own, { rewrite: texts[ending], danger: dangers[ending] ?? (() => false) }, mapping);
  if (isOffice(ending)) return zipped(own, (members) => unmaskOoxml(members, mapping));
  if (ending !== "zip") return { type: "pseudonyms", bytes: own };
  let left = false;
  const made = await zipped(own, (members) => inside(members, mapping, () => (left = true)));
  return left ? { type: made.type === "unmasked" ? "mixed" : "pseudonyms", bytes: made.bytes } : made;
}

type Kind = { readonly rewrite: Rewrite; readonly danger: (text: string) => boolean };

function textFile(bytes: Bytes, { rewrite, danger }: Kind, mapping: Mapping): Unmasked {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    if (unmask(text, mapping) === text) return { type: "as-is", bytes };
    if (danger(text)) return { type: "pseudonyms", bytes };
    const made = rewrite(text, mapping);
    return made === text ? { type: "as-is", bytes } : { type: "unmasked", bytes: new TextEncoder().encode(made) };
  } catch {
    return { type: "pseudonyms", bytes };
  }
}

async function zipped(bytes: Bytes, rewrite: (members: readonly Member[]) => Promise<readonly Member[] | null>): Promise<Unmasked> {
  const members = membersOf(bytes);
  const made = members && (await rewrite(members));
  if (!members || !made) return { type: "pseudonyms", bytes };
  return made.every((member, at) => member === members[at]) ? { type: "as-is", bytes } : { type: "unmasked", bytes: zipOf(made) };
}

/** The files in a zip, one level deep. `left` is called for each that keeps its tokens. */
async function inside(members: readonly Member[], mapping: Mapping, left: () => void): Promise<Member[]> {
  const made: Member[] = [];
  for (const member of members) {
    const name = safePath(member.name, mapping);
    const content = member.name.endsWith("/") ? null : await unpacked(member);
    const file = content && !member.name.toLowerCase().endsWith(".zip") ? await unmaskFile(member.name, content, mapping) : null;
    if (file?.type === "pseudonyms" || file?.type === "mixed" || (!file && !member.name.endsWith("/"))) left();
    if (file?.type === "unmasked") made.push(await repacked(member, file.bytes, name));
    else made.push(name === member.name ? member : { ...member, name });
  }
  return made;
}

/** A value in a path stays one part of it. */
const safePath = (path: string, mapping: Mapping): string =>
  path
    .split("/")
    .map((part) => {
      const value = unmask(part, mapping);
      return value === part
        ? part
        : value
            .replace(/[\p{Cc}\p{Cf}<>:"|?*/\\]+/gu, " ")
            .replace(/^\.+/, "")
            .trim() || part;
    })
    .join("/");
