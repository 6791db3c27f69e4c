// Precision and recall of the detectors and of the column classifier, and the speed of the gate. Run: node bench/masking.mjs [seed] [-v] [--speed]
// Python with pandas runs the Python half: PYTHON=/path/to/python, python3 unless told.
import { spawnSync } from "node:child_process";
import { performance } from "node:perf_hooks";
import { find } from "../lib/policy/detect.ts";
import { gate } from "../lib/policy/gate.ts";
import { compile } from "../lib/policy/matcher.ts";

const seed = process.argv[2] ?? "20261123";
const python = process.env.PYTHON ?? "python3";
const here = new URL("./masking/", import.meta.url).pathname;

function run(...args) {
  const made = spawnSync(python, args, { encoding: "utf8", maxBuffer: 2 ** 28 });
  if (made.status !== 0) throw new Error(`${python} ${args.join(" ")}: ${made.error?.message ?? made.stderr}`);
  return made.stdout;
}

function scored(sentences) {
  const counts = new Map();
  const of = (type) => counts.get(type) ?? counts.set(type, { hit: 0, found: 0, true: 0 }).get(type);
  for (const { text, spans } of sentences) {
    const want = spans.map((span) => `${span.type} ${span.value.trim()}`);
    for (const span of spans) of(span.type).true += 1;
    for (const span of find(text)) {
      of(span.type).found += 1;
      if (want.includes(`${span.type} ${text.slice(span.at, span.at + span.length)}`)) of(span.type).hit += 1;
    }
  }
  return counts;
}

function print(title, counts) {
  console.log(`\n${title}\ntype                 P       R   true`);
  const all = { hit: 0, found: 0, true: 0 };
  const row = (name, c) =>
    console.log(
      `${name.padEnd(14)}${(c.found ? c.hit / c.found : 1).toFixed(3).padStart(8)}${(c.true ? c.hit / c.true : 1).toFixed(3).padStart(8)}${String(c.true).padStart(7)}`,
    );
  for (const [type, c] of [...counts].sort()) {
    row(type, c);
    for (const key of Object.keys(all)) all[key] += c[key];
  }
  row("all", all);
}

function random(start) {
  let state = start;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

/** 200,000 originals, a message of 200 kB without any of them. */
function speed() {
  const next = random(11);
  const parts =
    "an na ma ri ko wal ski lee jo han nes pe ter son mu ler schmi dt gar cia lo pez ta na ka wei zhang do ro thy be bru no ca mil".split(
      " ",
    );
  const name = () =>
    Array.from({ length: 2 + Math.floor(next() * 3) }, () => parts[Math.floor(next() * parts.length)])
      .join("")
      .replace(/^./, (c) => c.toUpperCase());
  const shapes = [
    (n) => `${name()} ${name()} ${n}`,
    (n) => `${name().toLowerCase()}${n}@example.com`,
    (n) => String(4_000_000_000 + n * 7919),
    (n) => `${n} ${name()} Street`,
  ];
  const originals = Array.from({ length: 200_000 }, (_, n) => [shapes[n % 4](n), `text_${n.toString(32).toUpperCase().padStart(8, "0")}`]);
  let started = performance.now();
  const matcher = compile(originals);
  console.log(`\ngate: ${matcher.size} originals compiled in ${(performance.now() - started).toFixed(0)} ms`);
  let message = "";
  while (message.length < 195_000) {
    message += `row ${Math.floor(next() * 1e6)} revenue by region ${(next() * 1e6).toFixed(2)} id_${Math.floor(next() * 1e9)
      .toString(32)
      .toUpperCase()
      .padStart(8, "0")} 2024-0${1 + Math.floor(next() * 9)}-1${Math.floor(next() * 9)} quarterly operations increased significantly\n`;
  }
  const body = new TextEncoder().encode(JSON.stringify({ messages: [{ role: "user", content: message }] }));
  const times = [];
  const spent = [];
  for (let turn = 0; turn < 25; turn += 1) {
    const cpu = process.cpuUsage();
    started = performance.now();
    if (!gate(body, matcher).ok) throw new Error("the clean message was stopped");
    times.push(performance.now() - started);
    spent.push(process.cpuUsage(cpu).user / 1_000);
  }
  const middle = (list) =>
    list
      .slice(5)
      .sort((a, b) => a - b)[10]
      ?.toFixed(0);
  console.log(
    `gate: ${body.length} bytes, first ${times[0]?.toFixed(0)} ms, then median ${middle(times)} ms (${middle(spent)} ms of processor time)`,
  );
}

if (process.argv.includes("--speed")) {
  speed();
  process.exit();
}
console.log(run(`${here}score.py`, seed, ...process.argv.slice(3)));
for (const [split, sentences] of Object.entries(JSON.parse(run(`${here}generate.py`, seed))))
  print(`spans in text (TypeScript), ${split}`, scored(sentences));
speed();
