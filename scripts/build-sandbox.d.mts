import type { Plugin } from "esbuild";

/** The worker alone, as one classic script. */
export function worker(plugins: Plugin[], entry?: string): Promise<string>;

export function buildSandbox(options?: { folder?: string; plugins?: Plugin[] }): Promise<{ version: string; script: string; bytes: number }>;
