import type { Limits } from "../protocol/policy.ts";
import { Opened } from "../protocol/profile.ts";
import type { Assets, Progress } from "./assets.ts";
import type { Life } from "./life.ts";
import { codeFor, ensure } from "./packages.ts";
import { deadline } from "./wait.ts";

export type Dropped = { name: string; file: File };
type Task = { life: Life; assets: Assets; limits: Limits; files: Dropped[]; progress: Progress };

/** Every file as a problem, with one reason. */
const refused = (files: readonly Dropped[], reason: string, fix: string): Opened => ({
  files: [],
  problems: files.map(({ name }) => ({ file: name, part: null, line: null, reason, fix })),
  links: [],
});

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 2).toLocaleString("en")} MB`;

/** Reads and profiles files in a living kernel, within the time for it. Never rejects; too long or stopped ends the kernel. */
export async function openIn(task: Task, signal: AbortSignal): Promise<Opened> {
  const { limits, files } = task;
  const large = files.filter(({ file }) => file.size > limits.fileBytes);
  const rest = files.filter(({ file }) => file.size <= limits.fileBytes);
  const tooLarge = refused(large, `is larger than the limit of ${megabytes(limits.fileBytes)}`, "Split the file, or drop the part that is needed.");
  if (rest.length === 0) return tooLarge;
  const opened = await openSmall({ ...task, files: rest }, signal);
  return { ...opened, problems: [...tooLarge.problems, ...opened.problems] };
}

async function openSmall({ life, assets, limits, files, progress }: Task, signal: AbortSignal): Promise<Opened> {
  const limit = deadline(limits.openMs, signal);
  void limit.over.then((reason) => {
    const message = reason === "timeout" ? `Reading took longer than ${limits.openMs / 1000} s.` : "Reading was stopped.";
    life.kill({ reason, message });
  });
  life.hear = (heard) => { if (heard.type === "progress") progress(heard.what.slice(0, 200), heard.done, heard.total); };
  try {
    progress(files.length === 1 ? `Reading ${files[0]?.name}` : `Reading ${files.length} files`, 0, files.length);
    const loaded = await ensure(life, assets, codeFor(files.map(({ name }) => name)), progress);
    const opened = loaded.type === "done" ? await life.call(Opened, (kernel) => kernel.open(files)) : loaded;
    if (opened.type === "done") return opened.value;
    return refused(files, opened.type === "died" ? opened.death.message : opened.message, "Try a smaller part of the file, or save it in another format.");
  } catch (error) {
    return refused(files, error instanceof Error ? error.message : "could not be read", "Try again.");
  } finally {
    limit.clear();
    life.hear = () => undefined;
  }
}
