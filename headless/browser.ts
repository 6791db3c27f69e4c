import { type Browser, chromium } from "@playwright/test";
import { findChromium } from "../scripts/chromium.mjs";
import { Trouble } from "./outcome.ts";

const quiet = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** A Chromium without a window. Its own sandbox of processes is off only where it cannot work: as root. */
export async function openBrowser(): Promise<Browser> {
  const { path } = await findChromium().catch((error: unknown) => {
    throw new Trouble("server", error instanceof Error ? error.message : String(error));
  });
  const args = process.getuid?.() === 0 ? quiet : quiet.slice(1);
  return chromium.launch({ executablePath: path, args, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false });
}
