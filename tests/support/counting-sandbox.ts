import type { BrowserSandbox } from "../../lib/browser/sandbox.ts";
import { Box, type SandboxState } from "../../lib/browser/state.ts";
import type { FileProfile } from "../../lib/protocol/profile.ts";

const profileOf = (file: string, bytes: number): FileProfile => ({
  file,
  bytes,
  format: "csv",
  tables: [{ variable: "sales", part: null, rows: 1, columns: [], duplicateRows: 0, oddLines: [], oddLineCount: 0, notes: [] }],
  notes: [],
});

/** In the place of Python, for tests of what is around it: every script that is run is told to whoever counts, before anything comes of it. */
export function openSandbox(): BrowserSandbox {
  return {
    state: new Box<SandboxState>({ type: "ready" }),
    faults: new Box([]),
    ready: async () => undefined,
    open: async (files) => ({
      opened: { files: files.map(({ name, file }) => profileOf(name, file.size)), problems: [], links: [] },
      told: null,
    }),
    close: async () => null,
    page: async () => null,
    column: async () => null,
    table: async () => null,
    variables: async () => [],
    restart: async () => undefined,
    dispose: () => undefined,
    async run(code) {
      await fetch("/counted", { method: "POST", body: code });
      const seen = { stdout: "", stderr: "", droppedChars: 0, durationMs: 1, artifacts: [], notes: [] };
      const finding = /final_answer\("(.*)"\)/.exec(code)?.[1];
      const answer = finding === undefined ? null : { finding, evidence: [], caveats: [], next: [] };
      return { status: "ok", ...seen, value: null, answer };
    },
  };
}
