import { crc32 } from "../unmask/zip.ts";

/** Files of a zip by name; `data` is unpacked. */
export type Part = { readonly name: string; readonly data: Blob };

const most = 0xffff_fffe;
const utf8Name = 0x800;
const [stored, deflated] = [0, 8];

/** A zip whose files lie in it as they are, so that gigabytes are never in memory; null where it would be larger than a zip can be (4 GB). */
export async function zipOf(parts: readonly Part[]): Promise<Blob | null> {
  const body: Blob[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  for (const { name, data } of parts) {
    const facts = { name: new TextEncoder().encode(name), crc: await crcOf(data), size: data.size };
    const local = header(facts, null);
    directory.push(header(facts, at));
    body.push(new Blob([local]), data);
    at += local.length + data.size;
    if (at > most) return null;
  }
  const bytes = directory.reduce((sum, { length }) => sum + length, 0);
  return at + bytes > most ? null : new Blob([...body, ...directory, ending(parts.length, bytes, at)]);
}

type Facts = { readonly name: Uint8Array<ArrayBuffer>; readonly crc: number; readonly size: number };

/** Before a file, or (with the place of that one) in the directory. */
function header({ name, crc, size }: Facts, place: number | null): Uint8Array<ArrayBuffer> {
  const inside = place !== null;
  const view = new DataView(new ArrayBuffer(inside ? 46 : 30));
  view.setUint32(0, inside ? 0x02014b50 : 0x04034b50, true);
  if (inside) view.setUint16(4, 20, true);
  const at = inside ? 6 : 4;
  view.setUint16(at, 20, true);
  view.setUint16(at + 2, utf8Name, true);
  view.setUint16(at + 4, stored, true);
  view.setUint16(at + 8, 0x21, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, size, true);
  view.setUint32(at + 18, size, true);
  view.setUint16(at + 22, name.length, true);
  if (inside) view.setUint32(42, place, true);
  const all = new Uint8Array(view.byteLength + name.length);
  all.set(new Uint8Array(view.buffer));
  all.set(name, view.byteLength);
  return all;
}

function ending(count: number, bytes: number, at: number): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(22));
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, bytes, true);
  view.setUint32(16, at, true);
  return new Uint8Array(view.buffer);
}

async function crcOf(data: Blob): Promise<number> {
  if (data.size <= 4 * 1024 ** 2) return crc32(new Uint8Array(await data.arrayBuffer()));
  let crc = 0;
  for await (const piece of piecesOf(data)) crc = crc32(piece, crc);
  return crc;
}

async function* piecesOf(data: Blob): AsyncGenerator<Uint8Array> {
  const reader = data.stream().getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value;
}

const tailBytes = 22 + 65_535;
const directoryBytes = 1024 ** 2;

/**
 * The files of a zip, in the order of its directory, each no larger than `limit(name)`; null for what is no zip that can be read whole: damaged, encrypted,
 * split, or with a file over its limit. What lies in it as it is, is not copied.
 */
export async function partsOf(zip: Blob, limit: (name: string) => number): Promise<Part[] | null> {
  try {
    const places = await placesIn(zip);
    const parts: Part[] = [];
    for (const place of places ?? []) {
      const data = place.size > limit(place.name) ? null : await dataAt(zip, place);
      if (!data) return null;
      parts.push({ name: place.name, data });
    }
    return places && parts;
  } catch {
    return null;
  }
}

type Place = { readonly name: string; readonly method: number; readonly packed: number; readonly size: number; readonly at: number };

const viewOf = async (zip: Blob, from: number, to: number) => new DataView(await zip.slice(from, to).arrayBuffer());

async function placesIn(zip: Blob): Promise<Place[] | null> {
  const start = Math.max(0, zip.size - tailBytes);
  const tail = await viewOf(zip, start, zip.size);
  let end = tail.byteLength - 22;
  while (end >= 0 && tail.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) return null;
  const [count, bytes, at] = [tail.getUint16(end + 10, true), tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)];
  if (bytes > directoryBytes || at + bytes > zip.size) return null;
  const directory = await viewOf(zip, at, at + bytes);
  const places: Place[] = [];
  for (let from = 0; places.length < count; ) {
    if (directory.getUint32(from, true) !== 0x02014b50 || (directory.getUint16(from + 8, true) & 1) === 1) return null;
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => directory.getUint16(from + offset, true));
    const name = new TextDecoder().decode(new Uint8Array(directory.buffer, from + 46, nameLength));
    const [packed = 0, size = 0, place = 0] = [20, 24, 42].map((offset) => directory.getUint32(from + offset, true));
    places.push({ name, method: directory.getUint16(from + 10, true), packed, size, at: place });
    from += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return places;
}

async function dataAt(zip: Blob, { method, packed, size, at }: Place): Promise<Blob | null> {
  const local = await viewOf(zip, at, at + 30);
  if (local.getUint32(0, true) !== 0x04034b50) return null;
  const from = at + 30 + local.getUint16(26, true) + local.getUint16(28, true);
  if (from + packed > zip.size) return null;
  const data = zip.slice(from, from + packed);
  if (method === stored) return packed === size ? data : null;
  return method === deflated ? inflated(data, size) : null;
}

/** Never more than the directory said. */
async function inflated(data: Blob, size: number): Promise<Blob | null> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let got = 0;
  const reader = data.stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    got += piece.value.length;
    if (got > size) return null;
    pieces.push(piece.value);
  }
  return got === size ? new Blob(pieces) : null;
}
