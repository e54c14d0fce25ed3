import * as zlib from 'node:zlib';

/** How bytes are compressed; stored, so never renumber. */
const codecs = { deflate: 1, zstd: 2 } as const;

/**
 * zstd where the runtime has it (Node 22.15 on); deflate elsewhere, at its quickest level. zstd's fastest kind of
 * levels, the negative ones, makes packs of answers smaller than level 1 does: its longer matches suit them.
 */
export function compress(bytes: Uint8Array): { codec: number; bytes: Uint8Array } {
  if (typeof zlib.zstdCompressSync === 'function') {
    const params = { [zlib.constants.ZSTD_c_compressionLevel]: -1 };
    return { codec: codecs.zstd, bytes: zlib.zstdCompressSync(bytes, { params }) };
  }
  return { codec: codecs.deflate, bytes: zlib.deflateRawSync(bytes, { level: 1 }) };
}

export function expand(codec: number, bytes: Uint8Array): Uint8Array {
  return codec === codecs.zstd ? zlib.zstdDecompressSync(bytes) : zlib.inflateRawSync(bytes);
}
