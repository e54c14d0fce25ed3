import { crc32, deflateRawSync } from 'node:zlib';

/** One entry to write; every field that a broken, foreign or hostile archive may lie about can be set. */
export interface ZipPart {
  readonly name: string | Uint8Array;
  readonly content: string | Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  /** Sizes and checksum after the data, zero in the local header. */
  readonly dataDescriptor?: boolean;
  readonly size?: number;
  readonly crc?: number;
  readonly localName?: string;
  /** Unix mode and type, shifted into the external attributes. */
  readonly unixMode?: number;
  /** Points at another entry's local header instead of its own. */
  readonly offset?: number;
}

const utf8 = 0x0800;
const descriptorFlag = 0x0008;

/** Writes a ZIP byte by byte, so that tests do not depend on what a library is willing to write. */
export function buildZip(
  parts: readonly ZipPart[],
  options: { count?: number; comment?: string } = {},
): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const name = typeof part.name === 'string' ? Buffer.from(part.name) : Buffer.from(part.name);
    const content = Buffer.from(part.content);
    const method = part.method ?? 8;
    const packed = method === 8 ? deflateRawSync(content) : content;
    const withDescriptor = part.dataDescriptor ?? false;
    const flags =
      (part.flags ?? (typeof part.name === 'string' ? utf8 : 0)) | (withDescriptor ? descriptorFlag : 0);
    const crc = part.crc ?? crc32(content);
    const size = part.size ?? content.length;
    const localName = part.localName === undefined ? name : Buffer.from(part.localName);

    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(method, 8);
    if (!withDescriptor) writeSizes(local, 14, crc, packed.length, size);
    local.writeUInt16LE(localName.length, 26);
    const descriptor = Buffer.alloc(withDescriptor ? 16 : 0);
    if (withDescriptor) {
      descriptor.writeUInt32LE(0x08074b50, 0);
      writeSizes(descriptor, 4, crc, packed.length, size);
    }

    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(part.unixMode === undefined ? 20 : 0x0314, 4);
    central.writeUInt16LE(20, 6);
    central.writeUInt16LE(flags, 8);
    central.writeUInt16LE(method, 10);
    writeSizes(central, 16, crc, packed.length, size);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(((part.unixMode ?? 0) << 16) >>> 0, 38);
    central.writeUInt32LE(part.offset ?? at, 42);

    locals.push(local, localName, packed, descriptor);
    centrals.push(central, name);
    at += local.length + localName.length + packed.length + descriptor.length;
  }
  const directory = Buffer.concat(centrals);
  const comment = Buffer.from(options.comment ?? '');
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(options.count ?? parts.length, 8);
  end.writeUInt16LE(options.count ?? parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...locals, directory, end, comment]);
}

function writeSizes(header: Buffer, at: number, crc: number, packed: number, size: number): void {
  header.writeUInt32LE(crc, at);
  header.writeUInt32LE(packed, at + 4);
  header.writeUInt32LE(size, at + 8);
}
