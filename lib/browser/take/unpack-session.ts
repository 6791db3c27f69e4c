import { z } from "zod";
import { fromLines } from "../../agent/journal.ts";
import { tokenShape } from "../../policy/token.ts";
import type { AgentEvent } from "../../protocol/event.ts";
import type { Limits } from "../../protocol/policy.ts";
import { digestOf } from "../digest.ts";
import { tooMuch } from "../run.ts";
import { DeskPart, Heading, Manifest, MappingPart, parts } from "./session-parts.ts";
import { type Part, partsOf } from "./zip-file.ts";

/** Why a file is not opened as a session. */
export type Unfit = "foreign" | "newer" | "damaged" | "too-large";

export interface Unpacked {
  readonly manifest: Manifest;
  readonly events: readonly AgentEvent[];
  readonly desk: DeskPart;
  readonly mapping: MappingPart | null;
  /** By digest. */
  readonly files: ReadonlyMap<string, Blob>;
}

const journalBytes = 512 * 1024 ** 2;
const mostEvents = 200_000;
const mostBranches = 1_000;
const mostTurnIndex = 1_000_000;

/**
 * Reads a session file as what it is: the work of who knows whom. Every part must be what the manifest says to the byte, every event is parsed and held to the limits
 * of a run, and nothing of it is believed that would let code run: leave to run that was given elsewhere does not count here. Never throws.
 */
export async function unpackSession(file: Blob, limits: Limits): Promise<Unpacked | Unfit> {
  const most = (name: string) => (name.startsWith(parts.files) ? limits.fileBytes : journalBytes);
  const found = await partsOf(file, most);
  const head = found?.find(({ name }) => name === parts.manifest);
  if (!found || !head) return (await looksLikeZip(file)) && !found ? "damaged" : "foreign";
  const heading = await read(head, Heading);
  if (!heading) return "foreign";
  const manifest = await read(head, Manifest);
  if (!manifest) return heading.version > 1 ? "newer" : "damaged";
  const inner = found.filter((part) => part !== head);
  if (!(await asListed(inner, manifest))) return "damaged";
  return contents(manifest, inner, limits);
}

const looksLikeZip = async (file: Blob): Promise<boolean> => (await file.slice(0, 4).text().catch(() => "")).startsWith("PK");

async function read<T extends z.ZodType>({ data }: Part, schema: T): Promise<z.infer<T> | null> {
  try {
    return schema.safeParse(JSON.parse(await data.text())).data ?? null;
  } catch {
    return null;
  }
}

/** Each part once, each of the size and digest that the manifest names, and no other. */
async function asListed(inner: readonly Part[], { parts: listed }: Manifest): Promise<boolean> {
  const byName = new Map(listed.map((one) => [one.name, one]));
  if (inner.length !== listed.length || byName.size !== listed.length || new Set(inner.map(({ name }) => name)).size !== inner.length) return false;
  const { signal } = new AbortController();
  for (const { name, data } of inner) {
    const one = byName.get(name);
    const allowed = name === parts.journal || name === parts.desk || name === parts.mapping || name === `${parts.files}${one?.sha256}`;
    if (!one || !allowed || one.bytes !== data.size || one.sha256 !== (await digestOf(data, signal).catch(() => null))) return false;
  }
  return true;
}

async function contents(manifest: Manifest, inner: readonly Part[], limits: Limits): Promise<Unpacked | Unfit> {
  const of = (name: string) => inner.find((part) => part.name === name);
  const [journal, deskPart, mappingPart] = [of(parts.journal), of(parts.desk), of(parts.mapping)];
  const desk = deskPart ? await read(deskPart, DeskPart) : null;
  const mapping = mappingPart ? await read(mappingPart, MappingPart) : null;
  const files = new Map(inner.flatMap(({ name, data }): [string, Blob][] => (name.startsWith(parts.files) ? [[name.slice(parts.files.length), data]] : [])));
  const told = journal ? fromLines(await journal.data.text()) : null;
  if (!desk || !told || told.lost > 0 || (mappingPart && !mapping) || (mapping && mapping.tokens.length !== mapping.originals.length)) return "damaged";
  const bytes = [...files.values()].reduce((sum, { size }) => sum + size, 0);
  if (!within(told.events, limits) || desk.items.length > limits.files || bytes > limits.sessionFileBytes) return "too-large";
  const items = desk.items.map((item) => (item.sha256 !== null && files.has(item.sha256) ? item : { ...item, sha256: null }));
  return { manifest, events: unapproved(told.events), desk: { ...desk, items }, mapping: mapping && shaped(mapping), files };
}

function within(events: readonly AgentEvent[], limits: Limits): boolean {
  const turns = events.filter(({ type }) => type === "turn-started").length;
  const small = events.every((event) => event.turn <= mostTurnIndex && (event.type !== "run-ended" || !tooMuch(event.observation, limits)));
  const branches = events.filter(({ type }) => type === "branched" || type === "branch-taken").length;
  return small && branches <= mostBranches && events.length <= mostEvents && turns <= limits.sessionTurns;
}

/**
 * A script that was let run elsewhere has to be let run here again: an edited one stands as it ran, of the person's word nothing is left, and a receipt of another
 * audit is none here (agent/rebuild.ts repeats a run without one only where nobody is asked).
 */
function unapproved(events: readonly AgentEvent[]): AgentEvent[] {
  const placeOf = (event: AgentEvent) => ("step" in event ? `${event.turn} ${event.step}` : "");
  const edited = new Map(events.flatMap((event): [string, string][] => (event.type === "approval-given" && event.verdict === "edited" ? [[placeOf(event), event.code]] : [])));
  return events.flatMap((event): AgentEvent[] => {
    if (event.type === "approval-asked" || (event.type === "approval-given" && event.verdict !== "refused")) return [];
    if (event.type === "run-permitted") return [{ ...event, receipt: "" }];
    const code = event.type === "action-chosen" && event.action.type === "run" ? edited.get(placeOf(event)) : undefined;
    return event.type === "action-chosen" && event.action.type === "run" && code !== undefined ? [{ ...event, action: { ...event.action, code } }] : [event];
  });
}

const whole = new RegExp(`^(?:${tokenShape.source})$`);

/** Only what has the shape of a token stands for something else. */
function shaped({ key, tokens, originals }: MappingPart): MappingPart {
  const pairs = tokens.flatMap((token, at): [string, string][] => (whole.test(token) ? [[token, originals[at] ?? ""]] : []));
  return { key, tokens: pairs.map(([token]) => token), originals: pairs.map(([, original]) => original) };
}
