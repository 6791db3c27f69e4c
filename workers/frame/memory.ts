const headerBytes = 8;
const memorySection = 5;
const pageBytes = 65_536;

/** An unsigned LEB128 number and where it ends. */
function read(bytes: Uint8Array, at: number): { value: number; end: number } {
  let value = 0;
  for (let shift = 0, end = at; ; shift += 7) {
    const byte = bytes[end++] ?? 0;
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return { value, end };
  }
}

/** Writes `value` over the number at `at`, in as many bytes as that has. */
function overwrite(bytes: Uint8Array, at: number, value: number): void {
  const { end } = read(bytes, at);
  if (value >= 2 ** (7 * (end - at))) throw new Error("the memory limit does not fit into the module");
  for (let place = at, rest = value; place < end; place++, rest = Math.floor(rest / 128)) {
    bytes[place] = (rest % 128) + (place < end - 1 ? 128 : 0);
  }
}

/** Start of the body of a section. */
function find(bytes: Uint8Array, id: number): number {
  for (let at = headerBytes; at < bytes.length; ) {
    const size = read(bytes, at + 1);
    if (bytes[at] === id) return size.end;
    at = size.end + size.value;
  }
  throw new Error("the module has no memory of its own");
}

/**
 * Lowers the maximum of the module's own memory to `memoryBytes`, in place; no code can undo that once it runs.
 * Throws for a module whose one memory has no maximum, or a minimum above the limit.
 */
export function capMemory(wasm: Uint8Array, memoryBytes: number): void {
  const body = find(wasm, memorySection);
  const count = read(wasm, body);
  const flags = wasm[count.end] ?? 0;
  if (count.value !== 1 || (flags & 1) === 0) throw new Error("the module's memory has no maximum");
  const minimum = read(wasm, count.end + 1);
  const maximum = read(wasm, minimum.end);
  const pages = Math.floor(memoryBytes / pageBytes);
  if (pages < minimum.value) throw new Error(`the memory limit is below what Python needs to start: ${minimum.value * pageBytes} bytes`);
  if (pages < maximum.value) overwrite(wasm, minimum.end, pages);
}
