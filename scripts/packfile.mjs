import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompressSync, constants, zstdCompress } from "node:zlib";
import { sha256 } from "./digest.mjs";
import { writeWhole } from "./wheels.mjs";

const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT, ZSTD_c_compressionLevel, ZSTD_c_windowLog } = constants;
const zstd = promisify(zstdCompress);
/** Browsers refuse a window of more than 8 MB. */
const windowLog = 23;

/** Writes the copy of a file that scripts/packed.mjs serves to every browser; gives its digest. */
export async function packFile(folder, file, bytes) {
  const packed = brotliCompressSync(bytes, { params: { [BROTLI_PARAM_QUALITY]: 5, [BROTLI_PARAM_LGWIN]: 24, [BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  await writeWhole(join(folder, `${file}.br`), packed);
  return sha256(packed);
}

/** At a level of zstd. */
export const zstdOf = (bytes, level) => zstd(bytes, { params: { [ZSTD_c_compressionLevel]: level, [ZSTD_c_windowLog]: windowLog } });

/** Writes the copy that it serves to browsers which know zstd, which they unpack several times as fast. */
export async function packZstd(folder, file, { bytes, level }) {
  await writeWhole(join(folder, `${file}.zst`), await zstdOf(bytes, level));
}
