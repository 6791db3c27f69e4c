import { unmasked } from "../agent/export/unmasked.ts";
import { toLines } from "../agent/journal.ts";
import { type Mapping, unmask } from "../policy/mask.ts";
import type { Artifact, Cell, TablePage } from "../protocol/artifact.ts";
import type { AgentEvent } from "../protocol/event.ts";
import type { PageRequest } from "../protocol/kernel.ts";
import type { Step } from "../agent/session.ts";
import type { DeskState } from "./desk-state.ts";
import type { Leaving, Recorded } from "./exporting.ts";
import { unmaskFile } from "./unmask/file.ts";

/** What the door reads of the desk. */
export interface Readable {
  state(): DeskState;
  /** Id of the session and its events, as they were written down. */
  kept(): Promise<{ id: string; events: readonly AgentEvent[] }>;
  page(request: PageRequest, signal: AbortSignal): Promise<TablePage | null>;
  exporting(leaving: Leaving): Promise<Recorded>;
}

/** What a person's own program reads of the page it drives: JSON text in, JSON text out, nothing can be changed. */
export interface Door {
  now(): string;
  journal(): Promise<string>;
  shown(): Promise<string | null>;
  rows(id: string): Promise<string>;
}

const pageRows = 5_000;

/**
 * The command line's door: `sandpiperDoor`, there only in a browser that says it is driven (`navigator.webdriver`). It shows what the
 * screen shows, un-masked in the page, so that key and mapping stay in it; `journal` gives the events as they were kept, masked.
 * What leaves un-masked is on record as an export first; an answer of null says that it could not be.
 */
export function openDoor(desk: Readable): void {
  if (!navigator.webdriver) return;
  const door: Door = {
    now: () => JSON.stringify(nowOf(desk.state())),
    journal: async () => {
      const { id, events } = await desk.kept();
      return JSON.stringify({ id, lines: toLines(events) });
    },
    shown: async () => handedOut(desk, { artifact: null, file: "session.jsonl" }, toLines(await shownOf((await desk.kept()).events, desk.state().mapping))),
    rows: async (id) => (await handedOut(desk, { artifact: id, file: "table.json" }, JSON.stringify(await rowsOf(desk, id)))) ?? "null",
  };
  Object.defineProperty(globalThis, "sandpiperDoor", { value: Object.freeze(door), configurable: true });
}

/** Un-masked, the files that code wrote as well. */
async function shownOf(events: readonly AgentEvent[], mapping: Mapping): Promise<AgentEvent[]> {
  return Promise.all(
    unmasked(events, mapping).map(async (event) => {
      if (event.type !== "run-ended") return event;
      const artifacts = await Promise.all(event.observation.artifacts.map((artifact) => fileShown(artifact, mapping)));
      return { ...event, observation: { ...event.observation, artifacts } };
    }),
  );
}

const fileShown = async (artifact: Artifact, mapping: Mapping): Promise<Artifact> =>
  artifact.kind === "file" ? { ...artifact, bytes: (await unmaskFile(artifact.name, artifact.bytes, mapping)).bytes } : artifact;

async function handedOut(desk: Readable, { artifact, file }: { artifact: string | null; file: string }, text: string): Promise<string | null> {
  const format = file.split(".").at(-1) ?? "";
  const recorded = await desk.exporting({ artifact, file, format, content: new Blob([text]), unmasked: desk.state().mapping.tokens.size > 0 });
  return recorded.ok ? text : null;
}

function nowOf({ phase, session, items, notices, pending, model, models, kernel }: DeskState) {
  return {
    phase,
    pending: pending !== null,
    model,
    models: models.map(({ id, label }) => ({ id, label })),
    kernel: kernel.type,
    files: items.map(({ name, bytes, sha256, state }) => ({ name, bytes, sha256, state: state.type, ...tableFacts(state) })),
    turns: session.turns.map(({ status, steps }) => ({ status, steps: steps.length, state: stateOf(steps.at(-1)) })),
    notices: notices.map(({ code }) => JSON.stringify(code)),
  };
}

/** `consulting` while its code waits for the person. */
const stateOf = (step: Step | undefined): string => (step?.asked && step.asked.answer === undefined ? "consulting" : (step?.state.type ?? "thinking"));

function tableFacts(state: DeskState["items"][number]["state"]) {
  const tables = state.type === "open" ? state.profile.tables.map(({ variable, rows, columns }) => ({ variable, rows, columns: columns.length })) : [];
  const problems = state.type === "open" || state.type === "failed" ? state.problems.map(({ reason }) => reason) : [];
  return { tables, problems };
}

/** Null when the table lived in a kernel that is gone. */
async function rowsOf(desk: Readable, id: string): Promise<Cell[][] | null> {
  const { mapping } = desk.state();
  const rows: Cell[][] = [];
  for (let total = 1; rows.length < total; ) {
    const page = await desk.page({ id, start: rows.length, count: pageRows, sort: null }, new AbortController().signal);
    if (page === null || (page.rows.length === 0 && page.totalRows > rows.length)) return null;
    total = page.totalRows;
    for (const row of page.rows) rows.push(row.map((cell) => (typeof cell === "string" ? unmask(cell, mapping) : cell)));
  }
  return rows;
}
