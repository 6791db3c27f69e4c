import { z } from "zod";
import type { TokenTable } from "../protocol/masking.ts";
import type { Limits } from "../protocol/policy.ts";
import { Opened } from "../protocol/profile.ts";
import type { Assets, Progress } from "./assets.ts";
import type { Life, Outcome } from "./life.ts";
import { codeFor, ensure } from "./packages.ts";
import { deadline } from "./wait.ts";

export type Dropped = { name: string; file: File };
export type Task = { life: Life; assets: Assets; limits: Limits; files: Dropped[]; progress: Progress };

/** Every file as a problem, with one reason. */
export const refused = (files: readonly Dropped[], reason: string, fix: string): Opened => ({
  files: [],
  problems: files.map(({ name }) => ({ file: name, part: null, line: null, reason, fix })),
  links: [],
});

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 2).toLocaleString("en")} MB`;

/** What would be a path, or nothing, below the folder of the files. */
const isPath = ({ name }: Dropped): boolean => name === "" || name === "." || name === ".." || /[/\0]/.test(name);

/** Files within the limit that have a name of their own, and the others as problems. */
export function sized(dropped: Dropped[], limits: Limits): { fit: Dropped[]; tooLarge: Opened } {
  const files = dropped.filter((one) => !isPath(one));
  const nameless = refused(dropped.filter(isPath), "has a name that cannot be a file name", "Rename the file and drop it again.");
  const large = files.filter(({ file }) => file.size > limits.fileBytes);
  const reason = `is larger than the limit of ${megabytes(limits.fileBytes)}`;
  const tooLarge = refused(large, reason, "Split the file, or drop the part that is needed.");
  return { fit: files.filter(({ file }) => file.size <= limits.fileBytes), tooLarge: { ...tooLarge, problems: [...nameless.problems, ...tooLarge.problems] } };
}

/** Reads and profiles files in a living kernel, within the time for it. Never rejects; too long or stopped ends the kernel. */
export async function openIn(task: Task, signal: AbortSignal): Promise<Opened> {
  const { fit, tooLarge } = sized(task.files, task.limits);
  if (fit.length === 0) return tooLarge;
  const opened = await inTime({ ...task, files: fit }, signal, () => task.life.call(Opened, (kernel) => kernel.open(fit)));
  const done = typeof opened === "string" ? refused(fit, opened, smaller) : opened;
  return { ...done, problems: [...tooLarge.problems, ...done.problems] };
}

/** Bytes that have `openMs` to be read. Those of Parquet are packed, and count as more. */
const timed = 256 * 1024 ** 2;
const weight = ({ name, file }: Dropped): number => file.size * (/\.(?:parquet|pq)$/i.test(name) ? 8 : 1);

export const smaller = "Try a smaller part of the file, or save it in another format.";

/** What `read` gave, or in words why it gave nothing; `openMs` bounds it, and progress is told. */
export async function inTime<T>({ life, assets, limits, files, progress }: Task, signal: AbortSignal, read: () => Promise<Outcome<T>>): Promise<T | string> {
  const share = Math.max(1, Math.ceil(files.reduce((sum, one) => sum + weight(one), 0) / timed));
  const limit = deadline(limits.openMs * share, signal);
  void limit.over.then((reason) => {
    const message = reason === "timeout" ? `Reading took longer than ${(limits.openMs * share) / 1000} s.` : "Reading was stopped.";
    life.kill({ reason, message });
  });
  life.hear = (heard) => { if (heard.type === "progress") progress(heard.what.slice(0, 200), heard.done, heard.total); };
  try {
    progress(files.length === 1 ? `Reading ${files[0]?.name}` : `Reading ${files.length} files`, 0, files.length);
    const loaded = await ensure(life, assets, codeFor(files.map(({ name }) => name)), progress);
    const given = loaded.type === "done" ? await read() : loaded;
    return given.type === "done" ? given.value : given.type === "died" ? given.death.message : given.message;
  } catch (error) {
    return error instanceof Error ? error.message : "could not be read";
  } finally {
    limit.clear();
    life.hear = () => undefined;
  }
}

/** Hands tokenised tables to a living kernel, within the time for opening. Too long ends the kernel. */
export async function adoptIn({ life, tables, limits }: { life: Life; tables: readonly TokenTable[]; limits: Limits }): Promise<void> {
  const limit = deadline(limits.openMs, new AbortController().signal);
  void limit.over.then((reason) => life.kill({ reason, message: "Handing the tables over took too long." }));
  const adopted = tables.map(({ from: _theirs, ...table }) => table);
  const told = await life.call(z.unknown(), (kernel) => kernel.adopt(adopted));
  limit.clear();
  if (told.type === "failed") life.kill({ reason: "fatal", message: `The tables could not be handed over: ${told.message.slice(-300)}` });
}
