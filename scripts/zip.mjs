import { inflateRawSync, crc32 as nodeCrc32 } from "node:zlib";

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** 1980-01-01, the zero of the format. */
const DOS_DATE = 0x0021;

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  return c >>> 0;
});

/** Node has its own from 22.2 on; set-up runs on 20 as well. */
const crc32 = nodeCrc32 ?? ((bytes) => (bytes.reduce((c, byte) => (c >>> 8) ^ table[(c ^ byte) & 255], 0xffffffff) ^ 0xffffffff) >>> 0);

function findEnd(archive) {
  for (let at = archive.length - 22; at >= Math.max(0, archive.length - 65_557); at--) if (archive.readUInt32LE(at) === END) return at;
  throw new Error("not a zip archive: its end record is missing");
}

function centralEntry(archive, at) {
  if (archive.readUInt32LE(at) !== CENTRAL) throw new Error("broken zip archive: its directory is damaged");
  const nameLength = archive.readUInt16LE(at + 28);
  const next = at + 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  return {
    next,
    name: archive.toString("utf8", at + 46, at + 46 + nameLength),
    method: archive.readUInt16LE(at + 10),
    crc: archive.readUInt32LE(at + 16),
    packed: archive.readUInt32LE(at + 20),
    size: archive.readUInt32LE(at + 24),
    local: archive.readUInt32LE(at + 42),
  };
}

/** Entries of a zip archive (below 4 GB), each with its bytes as they are stored. */
export function entries(archive) {
  const end = findEnd(archive);
  const found = [];
  let at = archive.readUInt32LE(end + 16);
  for (let n = archive.readUInt16LE(end + 10); n > 0; n--) {
    const entry = centralEntry(archive, at);
    const start = entry.local + 30 + archive.readUInt16LE(entry.local + 26) + archive.readUInt16LE(entry.local + 28);
    found.push({ ...entry, data: archive.subarray(start, start + entry.packed) });
    at = entry.next;
  }
  return found;
}

/** What an entry holds, inflated. */
export const contents = (entry) => (entry.method === 0 ? Buffer.from(entry.data) : inflateRawSync(entry.data));

/** An entry that is stored as it is. */
export const stored = (name, data) => ({ name, data, method: 0, crc: crc32(data), packed: data.length, size: data.length });

function header(signature, entry, offset) {
  const central = signature === CENTRAL;
  const name = Buffer.from(entry.name, "utf8");
  const record = Buffer.alloc(central ? 46 : 30);
  record.writeUInt32LE(signature, 0);
  if (central) record.writeUInt16LE(20, 4);
  const at = central ? 6 : 4;
  record.writeUInt16LE(20, at);
  record.writeUInt16LE(0x0800, at + 2);
  record.writeUInt16LE(entry.method, at + 4);
  record.writeUInt16LE(DOS_DATE, at + 8);
  record.writeUInt32LE(entry.crc, at + 10);
  record.writeUInt32LE(entry.packed, at + 14);
  record.writeUInt32LE(entry.size, at + 18);
  record.writeUInt16LE(name.length, at + 22);
  if (central) record.writeUInt32LE(offset, 42);
  return Buffer.concat([record, name]);
}

/** The same entries give the same bytes, everywhere: sorted by name, one fixed date, nothing compressed anew. */
export function archive(list) {
  const sorted = [...list].sort((a, b) => (a.name < b.name ? -1 : 1));
  const body = [];
  const directory = [];
  let offset = 0;
  for (const entry of sorted) {
    const local = header(LOCAL, entry, 0);
    directory.push(header(CENTRAL, entry, offset));
    body.push(local, entry.data);
    offset += local.length + entry.data.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(sorted.length, 8);
  end.writeUInt16LE(sorted.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...body, central, end]);
}
