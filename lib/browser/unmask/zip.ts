/** One file of a zip. `data` is as it lies there, packed by `method` (0 stored, 8 deflate). */
export interface Member {
  readonly name: string;
  readonly method: number;
  readonly flags: number;
  readonly time: number;
  readonly crc: number;
  readonly size: number;
  readonly attributes: number;
  readonly data: Uint8Array<ArrayBuffer>;
}

const utf8Name = 0x800;
/** More than this is not unpacked: a small file may claim to hold anything. */
const mostUnpackedBytes = 256 * 1024 ** 2;

/** The files of a zip by its directory; null for what is none, is encrypted, is split, or is of the kind for more than 4 GB. */
export function membersOf(bytes: Uint8Array): Member[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  if (end === null || view.getUint16(end + 8, true) !== view.getUint16(end + 10, true)) return null;
  const members: Member[] = [];
  let at = view.getUint32(end + 16, true);
  try {
    for (let left = view.getUint16(end + 10, true); left > 0; left--) {
      const { member, next } = memberAt(view, at);
      if (member === null) return null;
      members.push(member);
      at = next;
    }
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
  return members;
}

/** Where the record of the end of the directory begins. */
function endOf(view: DataView): number | null {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 65_535); at--)
    if (view.getUint32(at, true) === 0x06054b50) return at;
  return null;
}

function memberAt(view: DataView, at: number): { member: Member | null; next: number } {
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
  const next = at + 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  const [packed, size, local] = [20, 24, 42].map((offset) => view.getUint32(at + offset, true));
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const huge = [packed, size, local].includes(0xffffffff);
  if (packed === undefined || size === undefined || local === undefined || huge || (flags & 1) === 1 || (method !== 0 && method !== 8))
    return { member: null, next };
  if (view.getUint32(at, true) !== 0x02014b50 || view.getUint32(local, true) !== 0x04034b50) return { member: null, next };
  const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  const name = new TextDecoder().decode(slice(view, at + 46, nameLength ?? 0));
  const stamp = {
    flags,
    time: view.getUint32(at + 12, true),
    crc: view.getUint32(at + 16, true),
    attributes: view.getUint32(at + 38, true),
  };
  return { member: { name, method, size, ...stamp, data: slice(view, from, packed) }, next };
}

/** Throws a RangeError where the bytes are not all there. */
const slice = (view: DataView, from: number, length: number) => {
  const copy = new Uint8Array(length);
  copy.set(new Uint8Array(view.buffer, view.byteOffset + from, length));
  return copy;
};

/** The content of a member; null where it is not what the directory says, or too much. */
export async function unpacked({ method, size, data }: Member): Promise<Uint8Array<ArrayBuffer> | null> {
  if (size > mostUnpackedBytes) return null;
  if (method === 0) return data.length === size ? data : null;
  const out = new Uint8Array(size);
  let at = 0;
  try {
    const reader = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      if (at + piece.value.length > size) return null;
      out.set(piece.value, at);
      at += piece.value.length;
    }
  } catch {
    return null;
  }
  return at === size ? out : null;
}

/** A member with other content and, where it is given, another name. */
export async function repacked(member: Member, content: Uint8Array<ArrayBuffer>, name = member.name): Promise<Member> {
  const packing = new Blob([content]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const data = new Uint8Array(await new Response(packing).arrayBuffer());
  return { ...member, name, method: 8, data, size: content.length, crc: crc32(content) };
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** Of bytes that follow others: `before` is theirs. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let crc = (before ^ 0xffffffff) >>> 0;
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 255] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

/** A zip of these members, in their order. */
export function zipOf(members: readonly Member[]): Uint8Array<ArrayBuffer> {
  const body: Uint8Array[] = [];
  const entries: Uint8Array[] = [];
  let start = 0;
  for (const member of members) {
    const local = headerOf(member, null);
    entries.push(headerOf(member, start));
    body.push(local, member.data);
    start += local.length + member.data.length;
  }
  const directory = entries.reduce((sum, { length }) => sum + length, 0);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  for (const offset of [8, 10]) end.setUint16(offset, members.length, true);
  end.setUint32(12, directory, true);
  end.setUint32(16, start, true);
  return joined([...body, ...entries, new Uint8Array(end.buffer)]);
}

/** The header before a member, or its entry in the directory, which says where that one starts. Sizes stand in both, so no descriptor follows. */
function headerOf({ name, method, flags, time, crc, size, attributes, data }: Member, start: number | null): Uint8Array<ArrayBuffer> {
  const title = new TextEncoder().encode(name);
  const entry = start !== null;
  const view = new DataView(new ArrayBuffer((entry ? 46 : 30) + title.length));
  view.setUint32(0, entry ? 0x02014b50 : 0x04034b50, true);
  const at = entry ? 6 : 4;
  if (entry) view.setUint16(4, 20, true);
  view.setUint16(at, 20, true);
  view.setUint16(at + 2, (flags & ~8) | utf8Name, true);
  view.setUint16(at + 4, method, true);
  view.setUint32(at + 6, time, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, data.length, true);
  view.setUint32(at + 18, size, true);
  view.setUint16(at + 22, title.length, true);
  if (entry) {
    view.setUint32(38, attributes, true);
    view.setUint32(42, start, true);
  }
  const bytes = new Uint8Array(view.buffer);
  bytes.set(title, entry ? 46 : 30);
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => {
    all.set(part, at);
    return at + part.length;
  }, 0);
  return all;
}
