import type { Wished } from "../../policy/wish.ts";
import type { TablePage } from "../../protocol/artifact.ts";
import type { PageRequest } from "../../protocol/kernel.ts";
import type { DeskState } from "../desk-state.ts";
import type { Leaving, Recorded } from "../exporting.ts";
import type { Observable } from "../state.ts";

/** What the page around the widget may reach of the desk: no more than the person in it can do. */
export interface Hosted {
  readonly state: Observable<DeskState>;
  readonly rules: Wished;
  add(files: readonly File[]): Promise<void>;
  ask(question: string): Promise<void>;
  stop(): void;
  page(request: PageRequest, signal: AbortSignal): Promise<TablePage | null>;
  exporting(leaving: Leaving): Promise<Recorded>;
}
