/** Stretches of memory that libraries and interpreter bring themselves, so that the heap's files hold zeros there. `runs`: where each begins and how long it is, in words of 32 bits. */
export type Spared = { runs: [at: number, length: number][]; sum: number };

/** Words in a block: what is spared are whole blocks. */
const block = 64;

const words = ({ buffer, byteOffset, byteLength }: Uint8Array): Uint32Array => new Uint32Array(buffer, byteOffset, byteLength >>> 2);

/** Whether both hold the same in a block, and not only zeros. */
function alike(heap: Uint32Array, ground: Uint32Array, from: number): boolean {
  let some = 0;
  for (let at = from; at < from + block; at++) {
    if (heap[at] !== ground[at]) return false;
    some |= heap[at] ?? 0;
  }
  return some !== 0;
}

/** FNV-1a by words: tells whether memory is what it was when the heap was taken, not who wrote it. */
function summed(parts: Iterable<Uint32Array>): number {
  let sum = 0x811c9dc5;
  for (const part of parts) for (const one of part) sum = Math.imul(sum ^ one, 0x01000193);
  return sum;
}

/** Writes zeros over what `ground`, the memory of an interpreter that has only linked the heap's libraries, holds as well. Both begin at a multiple of four. */
export function spare(heap: Uint8Array, ground: Uint8Array): Spared {
  const [ours, theirs] = [words(heap), words(ground)];
  const runs: Spared["runs"] = [];
  for (let at = 0; at + block <= ours.length; at += block) {
    if (!alike(ours, theirs, at)) continue;
    const last = runs.at(-1);
    if (last && last[0] + last[1] === at) last[1] += block;
    else runs.push([at, block]);
  }
  const sum = summed(runs.map(([at, length]) => ours.subarray(at, at + length)));
  for (const [at, length] of runs) ours.fill(0, at, at + length);
  return { runs, sum };
}

/** What memory holds of that. Throws where it is not what it was when the heap was taken. */
export function hold(memory: Uint8Array, { runs, sum }: Spared): () => void {
  const all = words(memory);
  const held = runs.map(([at, length]) => all.slice(at, at + length));
  if (summed(held) !== sum) throw new Error("the interpreter's own data are not those that the snapshot was taken over");
  return () => {
    for (const [index, [at]] of runs.entries()) all.set(held[index] ?? [], at);
  };
}
