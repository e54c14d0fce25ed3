import { AppError } from '#shared/domain/errors.ts';

/** One entry as the ZIP's central directory states it; sizes and offsets in bytes. */
export interface ZipEntry {
  readonly nameBytes: Uint8Array;
  /** The writer marked the name as UTF-8. */
  readonly nameIsUtf8: boolean;
  readonly encrypted: boolean;
  readonly method: number;
  readonly crc32: number;
  readonly packedSize: number;
  readonly size: number;
  /** A symbolic link made on a Unix system. */
  readonly isLink: boolean;
  /** The packed bytes: a view into the archive, not a copy. */
  readonly packed: Uint8Array;
}

/*
 * Field offsets follow PKWARE's APPNOTE.TXT 6.3 (4.3.7 local header, 4.3.12 central directory, 4.3.16 end record).
 */
const localMagic = 0x04034b50;
const centralMagic = 0x02014b50;
const endMagic = 0x06054b50;
const endSize = 22;
const centralSize = 46;
const localSize = 30;
const longestComment = 0xffff;

const flagEncrypted = 0x0001;
const flagStrongEncryption = 0x0040;
const flagUtf8 = 0x0800;
const flagDirectoryEncrypted = 0x2000;
/** Method 99 stands for WinZip's AES; the true method hides in an extra field. */
const methodAes = 99;
const madeOnUnix = 3;

/** Whether the bytes claim to be a ZIP: an entry's or an empty archive's mark at the very beginning. */
export function looksLikeZip(bytes: Uint8Array): boolean {
  if (bytes.length < 4) return false;
  const magic = viewOf(bytes).getUint32(0, true);
  return magic === localMagic || magic === endMagic;
}

/**
 * Reads a ZIP's list of entries without unpacking anything. Sizes come from the central directory, so entries
 * with data descriptors are no special case; every local header must agree with its directory entry, and no
 * two entries may share bytes.
 *
 * Throws AppError `certificate_zip_broken`, `certificate_zip_unsupported` (split, ZIP64),
 * `certificate_zip_bomb` (`entries`, `overlap`).
 */
export function readZipDirectory(bytes: Uint8Array, maxEntries: number): ZipEntry[] {
  const view = viewOf(bytes);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  const directorySize = view.getUint32(end + 12, true);
  const directoryStart = view.getUint32(end + 16, true);
  if (count === 0xffff || directorySize === 0xffffffff || directoryStart === 0xffffffff) {
    throw unsupported('zip64');
  }
  if (view.getUint16(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count) {
    throw unsupported('split');
  }
  if (count > maxEntries) throw zipBomb('entries', { entries: count, maxEntries });
  if (directoryStart + directorySize !== end) throw zipBroken('directory_place');

  const entries: ZipEntry[] = [];
  const ranges: [start: number, end: number][] = [];
  let at = directoryStart;
  for (let index = 0; index < count; index += 1) {
    if (at + centralSize > end || view.getUint32(at, true) !== centralMagic) throw zipBroken('directory');
    const nameLength = view.getUint16(at + 28, true);
    const next =
      at + centralSize + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) throw zipBroken('directory');
    const { entry, range } = readEntry(bytes, view, at, nameLength, directoryStart);
    entries.push(entry);
    ranges.push(range);
    at = next;
  }
  if (at !== end) throw zipBroken('directory');
  refuseOverlap(ranges);
  return entries;
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - endSize - longestComment);
  for (let at = view.byteLength - endSize; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) !== endMagic) continue;
    if (at + endSize + view.getUint16(at + 20, true) === view.byteLength) return at;
  }
  throw zipBroken('no_end');
}

function readEntry(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  nameLength: number,
  directoryStart: number,
): { entry: ZipEntry; range: [number, number] } {
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const packedSize = view.getUint32(at + 20, true);
  const size = view.getUint32(at + 24, true);
  const local = view.getUint32(at + 42, true);
  if (packedSize === 0xffffffff || size === 0xffffffff || local === 0xffffffff) throw unsupported('zip64');
  if (local + localSize > directoryStart || view.getUint32(local, true) !== localMagic) {
    throw zipBroken('entry_place');
  }
  const nameBytes = bytes.subarray(at + centralSize, at + centralSize + nameLength);
  const localNameLength = view.getUint16(local + 26, true);
  const localName = bytes.subarray(local + localSize, local + localSize + localNameLength);
  // A name that differs between the two places is how one tool is shown another file than the next.
  if (!sameBytes(nameBytes, localName)) throw zipBroken('two_names');
  const dataStart = local + localSize + localNameLength + view.getUint16(local + 28, true);
  const dataEnd = dataStart + packedSize;
  if (dataEnd > directoryStart) throw zipBroken('entry_place');
  const localFlags = view.getUint16(local + 6, true);
  const madeBy = view.getUint8(at + 5);
  const unixMode = view.getUint32(at + 38, true) >>> 16;
  return {
    entry: {
      nameBytes,
      nameIsUtf8: (flags & flagUtf8) !== 0,
      encrypted:
        ((flags | localFlags) & (flagEncrypted | flagStrongEncryption | flagDirectoryEncrypted)) !== 0 ||
        method === methodAes,
      method,
      crc32: view.getUint32(at + 16, true),
      packedSize,
      size,
      isLink: madeBy === madeOnUnix && (unixMode & 0xf000) === 0xa000,
      packed: bytes.subarray(dataStart, dataEnd),
    },
    range: [local, dataEnd],
  };
}

/** Entries that share their bytes are how a small archive claims a huge content. */
function refuseOverlap(ranges: [start: number, end: number][]): void {
  let covered = 0;
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    if (start < covered) throw zipBomb('overlap');
    covered = end;
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function zipBroken(reason: string): AppError {
  return new AppError('certificate_zip_broken', `The ZIP is damaged (${reason})`, { details: { reason } });
}

export function zipBomb(reason: string, sizes: Record<string, number> = {}): AppError {
  return new AppError('certificate_zip_bomb', `The ZIP unpacks to far more than it may (${reason})`, {
    details: { reason, ...sizes },
  });
}

function unsupported(reason: string): AppError {
  return new AppError('certificate_zip_unsupported', `The ZIP is of a kind that is not read (${reason})`, {
    details: { reason },
  });
}
