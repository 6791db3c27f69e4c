/** Modules that reach for the network, for processes or for a browser and that no library needs, as paths in the library without their endings; a folder goes whole. */
const removed = [
  "ssl", "ftplib", "smtplib", "imaplib", "poplib", "webbrowser", "socketserver", "xmlrpc/", "wsgiref/", "pyodide/http/", "pyodide/http",
  "http/client", "http/server", "http/cookiejar", "urllib/robotparser", "_ssl", "antigravity", "pty", "pyodide/_nodesock_transport", "concurrent/futures/process",
  "logging/config", "asyncio/windows_events", "asyncio/windows_utils", "asyncio/proactor_events", "ctypes/_aix", "ctypes/macholib/", "multiprocessing/popen_spawn_win32",
];

const signature = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 };
const sizes = { local: 30, central: 46, end: 22 };

type Stub = { name: Uint8Array; text: Uint8Array; crc: number };

/** The checksum of zip files, bit by bit: there are three small stubs. */
function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** Fields that a local header and an entry of the directory share, from "version needed" on; the rest is zero. */
function fields(view: DataView, at: number, { name, text, crc }: Stub): void {
  view.setUint16(at, 20, true);
  view.setUint16(at + 8, 33, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, text.length, true);
  view.setUint32(at + 18, text.length, true);
  view.setUint16(at + 22, name.length, true);
}

function localOf(stub: Stub): Uint8Array[] {
  const header = new Uint8Array(sizes.local);
  const view = new DataView(header.buffer);
  view.setUint32(0, signature.local, true);
  fields(view, 4, stub);
  return [header, stub.name, stub.text];
}

function entryOf(stub: Stub, offset: number): Uint8Array[] {
  const header = new Uint8Array(sizes.central);
  const view = new DataView(header.buffer);
  view.setUint32(0, signature.central, true);
  view.setUint16(4, 20, true);
  fields(view, 6, stub);
  view.setUint32(42, offset, true);
  return [header, stub.name];
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function endOf(view: DataView): number {
  for (let at = view.byteLength - sizes.end; at >= 0; at--) if (view.getUint32(at, true) === signature.end) return at;
  throw new Error("the standard library is no zip file");
}

/** Entries of the directory as they stand, with the names they have. */
function* entries(zip: Uint8Array, view: DataView, end: number): Generator<{ name: string; bytes: Uint8Array }> {
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    const nameLength = view.getUint16(at + 28, true);
    const size = sizes.central + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const name = new TextDecoder().decode(zip.subarray(at + sizes.central, at + sizes.central + nameLength));
    yield { name, bytes: zip.subarray(at, at + size) };
    at += size;
  }
}

function gone(path: string, stubs: readonly string[]): boolean {
  const module = path.replace(/\.pyc?$/, "");
  return stubs.includes(module) || removed.some((one) => (one.endsWith("/") ? path.startsWith(one) : module === one));
}

/**
 * The standard library without the modules that face a network, and with `stubs` (text by path, such as "urllib/request.py") in
 * the place of those that others must be able to import. Throws for what is no zip file.
 */
export function pruned(zip: Uint8Array, stubs: Record<string, string>): Uint8Array<ArrayBuffer> {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = endOf(view);
  const replaced = Object.keys(stubs).map((path) => path.replace(/\.py$/, ""));
  const directory = [...entries(zip, view, end)].filter(({ name }) => !gone(name, replaced)).map(({ bytes }) => bytes);
  const body = [zip.subarray(0, view.getUint32(end + 16, true))];
  let offset = body[0]?.length ?? 0;
  let count = directory.length;
  for (const [path, source] of Object.entries(stubs)) {
    const text = new TextEncoder().encode(source);
    const stub = { name: new TextEncoder().encode(path), text, crc: crc32(text) };
    directory.push(...entryOf(stub, offset));
    body.push(...localOf(stub));
    offset += sizes.local + stub.name.length + text.length;
    count += 1;
  }
  return joined([...body, ...directory, tail({ count, offset, size: directory.reduce((sum, one) => sum + one.length, 0) })]);
}

function tail({ count, offset, size }: { count: number; offset: number; size: number }): Uint8Array {
  const bytes = new Uint8Array(sizes.end);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, signature.end, true);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, size, true);
  view.setUint32(16, offset, true);
  return bytes;
}
