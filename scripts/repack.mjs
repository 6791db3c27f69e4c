import { createHash } from "node:crypto";
import { archive, contents, entries, stored } from "./zip.mjs";

const recordLine = (entry) => {
  const bytes = contents(entry);
  return `${entry.name},sha256=${createHash("sha256").update(bytes).digest("base64url")},${bytes.length}`;
};

/** A wheel that has lost its compiled files fits every platform, and says so. */
const purified = (entry) => {
  const text = contents(entry).toString("utf8");
  const kept = text.split("\n").filter((line) => line && !line.startsWith("Tag: "));
  const lines = kept.map((line) => (line.startsWith("Root-Is-Purelib: ") ? "Root-Is-Purelib: true" : line));
  return stored(entry.name, Buffer.from(`${[...lines, "Tag: py3-none-any"].join("\n")}\n`));
};

/** The wheel without the files that match one of `drop`; deterministic. `pure` retags it. */
export function repack(wheel, { drop, pure }) {
  const patterns = drop.map((pattern) => new RegExp(pattern));
  const all = entries(wheel).filter(({ name }) => !name.endsWith("/"));
  const kept = all.filter(({ name }) => !patterns.some((pattern) => pattern.test(name)) && !name.endsWith(".dist-info/RECORD"));
  const files = kept.map((entry) => (pure && entry.name.endsWith(".dist-info/WHEEL") ? purified(entry) : entry));
  const record = all.find(({ name }) => name.endsWith(".dist-info/RECORD")).name;
  const lines = [...files.map(recordLine).sort(), `${record},,`];
  return archive([...files, stored(record, Buffer.from(`${lines.join("\n")}\n`))]);
}

/** Names that `import` finds in a wheel: packages, single modules and extension modules at its top, private ones left out. */
export function importNames(wheel) {
  const names = entries(wheel).flatMap(({ name }) => {
    const [top, ...rest] = name.split("/");
    if (/\.(dist-info|data|libs)$/.test(top)) return [];
    if (rest.length > 0) return /\.(py|so)$/.test(name) ? [top] : [];
    return /\.(py|so)$/.test(top) ? [top.split(".")[0]] : [];
  });
  return [...new Set(names)].filter((name) => /^[A-Za-z]\w*$/.test(name)).sort();
}
