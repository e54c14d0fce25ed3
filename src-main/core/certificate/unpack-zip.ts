import { crc32 } from 'node:zlib';
import { Inflate } from 'fflate';
import { AppError } from '#shared/domain/errors.ts';
import { looksLikeZip, readZipDirectory, type ZipEntry, zipBomb, zipBroken } from './zip-directory.ts';
import { decodeEntryName, displayName, pathParts, refuseUnsafeName, unsafePath } from './zip-entry-name.ts';

/** A file's name and content, as chosen by the operator or as found in the ZIP. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How much a ZIP may hold. The mall's holds two files of a few kB; a folder or a note beside them is tolerated. */
export const zipLimits = {
  entries: 64,
  /** Of one unpacked file, bytes. */
  fileSize: 64 * 1024,
  /** Of all files that are unpacked, bytes. */
  unpackedSize: 256 * 1024,
  /** What all entries together claim to hold, unpacked or not, bytes. */
  claimedSize: 8 * 1024 * 1024,
  /** Unpacked to packed, for files over `ratioFloor` bytes: key material hardly shrinks to a half. */
  ratio: 20,
  ratioFloor: 4 * 1024,
} as const;

/** Packed bytes handed over at once: bounds what one step can unpack (deflate grows at most 1,032-fold). */
const step = 256;

/** Files that can be a certificate or a key, right or wrong; everything else is left packed. */
const wanted = /\.(crt|cer|cert|pem|der|key|p12|pfx|p7b|p7c|csr|pub)$/i;
const archives = /\.(zip|7z|rar|tar|tgz|gz|lzh|cab)$/i;

const stored = 0;
const deflated = 8;

/**
 * The certificate and key files of a ZIP, unpacked in memory within hard limits. Folders, the entries macOS adds
 * for itself, and files of other kinds are passed over.
 *
 * Throws AppError `certificate_zip_broken`, `certificate_zip_unsupported`, `certificate_zip_encrypted`,
 * `certificate_zip_unsafe_path`, `certificate_zip_bomb`, `certificate_zip_nested`, `certificate_zip_foreign`.
 */
export function unpackZip(archive: Uint8Array): NamedBytes[] {
  const entries = readZipDirectory(archive, zipLimits.entries).map((entry) => ({
    entry,
    name: decodeEntryName(entry),
  }));
  if (entries.some(({ entry }) => entry.encrypted)) {
    throw new AppError('certificate_zip_encrypted', 'The ZIP is protected by a password');
  }
  refuseUnsafeEntries(entries);
  refuseHugeClaims(entries.map(({ entry }) => entry));
  const files = entries.filter(({ name }) => isFile(name) && !isMacAddition(name));
  const nested = files.find(({ name, entry }) => archives.test(name) || isStoredZip(entry));
  if (nested !== undefined) throw nestedZip(nested.name);
  const unpacked: NamedBytes[] = [];
  let total = 0;
  for (const { name, entry } of files.filter((file) => wanted.test(file.name))) {
    total += entry.size;
    if (total > zipLimits.unpackedSize) throw zipBomb('total_size', { maxBytes: zipLimits.unpackedSize });
    const bytes = unpackEntry(entry);
    if (looksLikeZip(bytes)) throw nestedZip(name);
    unpacked.push({ name: displayName(name), bytes });
  }
  if (unpacked.length === 0) {
    throw new AppError('certificate_zip_foreign', 'The ZIP holds neither a certificate nor a key', {
      details: { entries: files.length, firstName: displayName(files[0]?.name ?? '') },
    });
  }
  return unpacked;
}

function refuseUnsafeEntries(entries: readonly { entry: ZipEntry; name: string }[]): void {
  const seen = new Set<string>();
  for (const { entry, name } of entries) {
    refuseUnsafeName(name);
    if (entry.isLink) throw unsafePath('link', name);
    if (seen.has(name)) throw unsafePath('twice', name);
    seen.add(name);
  }
}

function refuseHugeClaims(entries: readonly ZipEntry[]): void {
  const claimed = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (claimed > zipLimits.claimedSize) throw zipBomb('total_size', { maxBytes: zipLimits.claimedSize });
}

function unpackEntry(entry: ZipEntry): Uint8Array {
  if (entry.size > zipLimits.fileSize) throw zipBomb('file_size', { maxBytes: zipLimits.fileSize });
  if (entry.size > zipLimits.ratioFloor && entry.size > entry.packedSize * zipLimits.ratio) {
    throw zipBomb('ratio', { maxRatio: zipLimits.ratio });
  }
  const bytes = entry.method === stored ? entry.packed : inflate(entry);
  if (bytes.length !== entry.size) throw zipBroken('size');
  if (crc32(bytes) !== entry.crc32) throw zipBroken('checksum');
  return bytes;
}

/** Stops at the first byte beyond what the directory claims, however much would follow. */
function inflate(entry: ZipEntry): Uint8Array {
  if (entry.method !== deflated) {
    throw new AppError('certificate_zip_unsupported', `The ZIP uses the packing method ${entry.method}`, {
      details: { reason: 'method' },
    });
  }
  const bytes = new Uint8Array(entry.size);
  let length = 0;
  const stream = new Inflate((chunk) => {
    if (length + chunk.length > bytes.length) throw zipBomb('more_than_claimed', { maxBytes: entry.size });
    bytes.set(chunk, length);
    length += chunk.length;
  });
  try {
    for (let at = 0; at < entry.packed.length; at += step) {
      stream.push(entry.packed.subarray(at, at + step), at + step >= entry.packed.length);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw zipBroken('deflate');
  }
  return bytes.subarray(0, length);
}

function isFile(name: string): boolean {
  return pathParts(name).at(-1) !== '';
}

function isMacAddition(name: string): boolean {
  const parts = pathParts(name);
  return parts.includes('__MACOSX') || isMacSideFile(parts.at(-1) ?? '');
}

/** macOS keeps a file's finder data beside it under the same name with `._` before it. */
export function isMacSideFile(name: string): boolean {
  return name.startsWith('._') || name === '.DS_Store';
}

function isStoredZip(entry: ZipEntry): boolean {
  return entry.method === stored && looksLikeZip(entry.packed);
}

function nestedZip(name: string): AppError {
  return new AppError('certificate_zip_nested', 'The ZIP holds another archive', {
    details: { fileName: displayName(name) },
  });
}
