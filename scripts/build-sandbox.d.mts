import type { Plugin } from "esbuild";

export function buildSandbox(options?: { folder?: string; plugins?: Plugin[] }): Promise<{ version: string; script: string; bytes: number }>;
