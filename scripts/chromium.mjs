import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./run.mjs";
import { say, Trouble } from "./say.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

function installed() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...PLACES].filter((path) => existsSync(path));
}

async function version(path) {
  const { code, text } = await run(path, ["--version"], { env: { ...process.env, SNAP: "" } });
  return code === 0 ? text.trim().split("\n").at(-1) : null;
}

async function firstWorking(paths, source) {
  for (const path of paths) {
    const text = await version(path);
    if (text) return { path, text: `${source}: ${text} (${path})` };
  }
  return null;
}

async function named() {
  const path = process.env.CHROMIUM_PATH;
  if (!path) return null;
  const found = await firstWorking([path], "CHROMIUM_PATH");
  if (!found) throw new Trouble(`CHROMIUM_PATH=${path} does not run; name a Chromium or Chrome, or unset it`);
  return found;
}

async function playwrights() {
  const { chromium } = await import("@playwright/test");
  return existsSync(chromium.executablePath()) ? firstWorking([chromium.executablePath()], "Playwright's own") : null;
}

async function debians() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return null;
  say("  no Chromium yet; apt-get installs Debian's, which takes a minute or two");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const update = await run("apt-get", ["update", "-qq"], { env });
  const install = await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"], { env });
  if (install.code !== 0) say(`  apt-get could not: ${(install.text.trim() || update.text.trim()).split("\n").at(-1)}`);
  return firstWorking(installed(), "Debian's, just installed");
}

async function downloaded() {
  say("  no Chromium yet; Playwright downloads its own");
  const { code, text } = await run(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"]);
  if (code !== 0) say(`  Playwright could not: ${text.trim().split("\n").at(-1)}`);
  return playwrights();
}

/** A Chromium that runs, and in words which; tried in this order: named, installed, Playwright's, Debian's, downloaded. */
export async function findChromium() {
  const sources = [named, () => firstWorking(installed(), "installed"), playwrights, debians, downloaded];
  for (const source of sources) {
    const found = await source();
    if (found) return found;
  }
  throw new Trouble("no Chromium was found for the end-to-end tests: install Chromium or Chrome, or set CHROMIUM_PATH to one");
}
