/** The parts of a run. In each everybody who takes part is measured in turns (A B A B), so that a busy machine is busy for all. */
import { loadavg } from "node:os";
import { nativeBig, nativeRound } from "./others/native.mjs";
import { screen } from "./screen.mjs";
import { bigRound, round } from "./visit.mjs";
import { wire } from "./wire.mjs";

/** What a run may be made of, by its options. A throttled line is measured cold: warm, nothing travels. */
export function sections({ whole, megabits, big, warm }) {
  const megabytes = Number(big ?? (whole ? 100 : 0));
  const slow = Number(megabits ?? (whole ? 20 : 0));
  return [
    { title: "Everything from this machine", kind: "plain", megabits: 0, warm, wanted: whole || slow === 0 },
    { title: `A line of ${slow} Mbit/s`, kind: "line", megabits: slow, warm: false, wanted: slow > 0 },
    { title: `A csv of ${megabytes} MB`, kind: "big", megabits: 0, bytes: megabytes * 1e6, wanted: megabytes > 0 },
  ].filter(({ wanted }) => wanted);
}

/** Nobody reads a large file through a line, and a worker for each run or a notebook has no way of its own to open one. */
const takesPart = { plain: () => true, line: (subject) => subject !== "native", big: (subject) => ["stock", "native", "ours"].includes(subject) };

async function turn(section, { subject, python, ...rest }) {
  if (section.kind === "big") return subject === "native" ? nativeBig(python, section.bytes) : bigRound({ ...rest, subject, bytes: section.bytes });
  if (subject === "native") return nativeRound(python);
  const taken = await round({ ...rest, subject, warm: section.warm });
  return subject === "ours" && section.kind === "plain" ? { ...taken, ...(await screen(rest)) } : taken;
}

/** Resolves to what was measured: a list of measures by name for each subject and turn. */
export async function measured(section, { executablePath, port, pages, jupyter, python, subjects, rounds }) {
  const line = await wire({ port, product: port + 1, pages, jupyter, megabits: section.megabits });
  const taken = [];
  try {
    for (let count = 0; count < rounds; count++)
      for (const subject of subjects.filter(takesPart[section.kind])) {
        const measures = await turn(section, { subject, python, executablePath, wire: line });
        taken.push({ subject, turn: count, load: loadavg()[0], ...measures });
        console.log(section.title, count, subject, Object.entries(measures).map(([name, value]) => `${name} ${Math.round(value)}`).join("  "));
      }
    return taken;
  } finally {
    line.close();
  }
}
