import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/domain/errors.ts';
import { buildZip, type ZipPart } from './testing/build-zip.ts';
import { zipWithPasswordByInfoZip } from './testing/real-zips.ts';
import { unpackZip, zipLimits } from './unpack-zip.ts';

const crt: ZipPart = { name: 'SHP-hanako-store.crt', content: 'the certificate' };
const key: ZipPart = { name: 'hanako-store.key', content: 'the key' };
const zeros = (size: number): Uint8Array => new Uint8Array(size);

function refusal(zip: Uint8Array): { code: string; reason: unknown } {
  try {
    unpackZip(zip);
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, reason: error.details.reason };
    throw error;
  }
  return { code: 'none', reason: undefined };
}

describe('a ZIP is refused', () => {
  const local = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
  const whole = buildZip([crt, key]);
  const changed = (change: (zip: Buffer) => void, zip = buildZip([crt, key])): Buffer => {
    change(zip);
    return zip;
  };
  const endOf = (zip: Buffer): number => zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  const directoryOf = (zip: Buffer): number => zip.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));

  it.each<[string, () => Uint8Array, string, string | undefined]>([
    ['cut', () => whole.subarray(0, 60), 'certificate_zip_broken', 'no_end'],
    ['cut by one byte', () => whole.subarray(0, -1), 'certificate_zip_broken', 'no_end'],
    ['only its first bytes', () => local, 'certificate_zip_broken', 'no_end'],
    [
      'with bytes missing inside',
      () => Buffer.concat([whole.subarray(0, 40), whole.subarray(41)]),
      'certificate_zip_broken',
      'directory_place',
    ],
    [
      'with a changed content',
      () => changed((zip) => zip.writeUInt8(0x55, 55), buildZip([{ ...crt, method: 0 }])),
      'certificate_zip_broken',
      'checksum',
    ],
    [
      'with a changed deflate stream',
      () => changed((zip) => zip.fill(0xff, 50, 60)),
      'certificate_zip_broken',
      'deflate',
    ],
    ['with a wrong checksum', () => buildZip([{ ...crt, crc: 1 }]), 'certificate_zip_broken', 'checksum'],
    [
      'with less content than claimed',
      () => buildZip([{ ...crt, size: 100 }]),
      'certificate_zip_broken',
      'size',
    ],
    [
      'with two names for one entry',
      () => buildZip([{ ...crt, localName: 'SHP-hanako-stor3.crt' }]),
      'certificate_zip_broken',
      'two_names',
    ],
    [
      'with an entry outside',
      () => buildZip([{ ...crt, offset: 10_000 }]),
      'certificate_zip_broken',
      'entry_place',
    ],
    [
      'with fewer entries than counted',
      () => buildZip([crt], { count: 2 }),
      'certificate_zip_broken',
      'directory',
    ],
    [
      'with more entries than counted',
      () => buildZip([crt, key], { count: 1 }),
      'certificate_zip_broken',
      'directory',
    ],
    [
      'ZIP64',
      () => changed((zip) => zip.writeUInt32LE(0xffffffff, endOf(zip) + 16)),
      'certificate_zip_unsupported',
      'zip64',
    ],
    [
      'ZIP64 in an entry',
      () => changed((zip) => zip.writeUInt32LE(0xffffffff, directoryOf(zip) + 24)),
      'certificate_zip_unsupported',
      'zip64',
    ],
    [
      'split',
      () => changed((zip) => zip.writeUInt16LE(1, endOf(zip) + 4)),
      'certificate_zip_unsupported',
      'split',
    ],
    [
      'packed by another method',
      () => buildZip([{ ...crt, method: 14 }]),
      'certificate_zip_unsupported',
      'method',
    ],
    ['with a password', () => buildZip([{ ...crt, flags: 1 }, key]), 'certificate_zip_encrypted', undefined],
    ['with a password by Info-ZIP', () => zipWithPasswordByInfoZip, 'certificate_zip_encrypted', undefined],
    [
      'with AES',
      () => buildZip([{ ...crt, method: 99, flags: 1 }, key]),
      'certificate_zip_encrypted',
      undefined,
    ],
    [
      'with a password that only the entry admits',
      () => changed((zip) => zip.writeUInt16LE(0x801, 6)),
      'certificate_zip_encrypted',
      undefined,
    ],
    [
      'with a hidden directory',
      () => buildZip([{ ...crt, flags: 0x2000 }]),
      'certificate_zip_encrypted',
      undefined,
    ],
    [
      'leading up',
      () => buildZip([{ ...crt, name: '../SHP-hanako-store.crt' }]),
      'certificate_zip_unsafe_path',
      'parent_folder',
    ],
    [
      'leading up with backslashes',
      () => buildZip([{ ...crt, name: 'a\\..\\..\\x.crt' }]),
      'certificate_zip_unsafe_path',
      'parent_folder',
    ],
    [
      'leading to the root',
      () => buildZip([{ ...crt, name: '/etc/x.crt' }]),
      'certificate_zip_unsafe_path',
      'absolute',
    ],
    [
      'leading to a share',
      () => buildZip([{ ...crt, name: '\\\\server\\x.crt' }]),
      'certificate_zip_unsafe_path',
      'absolute',
    ],
    [
      'leading to a drive',
      () => buildZip([{ ...crt, name: 'C:\\x.crt' }]),
      'certificate_zip_unsafe_path',
      'drive',
    ],
    [
      'with a NUL in a name',
      () => buildZip([{ ...crt, name: 'x.crt\0.txt' }]),
      'certificate_zip_unsafe_path',
      'control_character',
    ],
    ['with an empty name', () => buildZip([{ ...crt, name: '' }]), 'certificate_zip_unsafe_path', 'empty'],
    [
      'with a link',
      () => buildZip([{ ...crt, content: '/etc/passwd', unixMode: 0o120777 }]),
      'certificate_zip_unsafe_path',
      'link',
    ],
    ['with one name twice', () => buildZip([crt, crt]), 'certificate_zip_unsafe_path', 'twice'],
    [
      'with an unsafe name beside a good pair',
      () => buildZip([crt, key, { name: '../../evil.txt', content: 'x' }]),
      'certificate_zip_unsafe_path',
      'parent_folder',
    ],
    [
      'of too many entries',
      () =>
        buildZip(
          Array.from({ length: zipLimits.entries + 1 }, (_, n) => ({ name: `${n}.txt`, content: '' })),
        ),
      'certificate_zip_bomb',
      'entries',
    ],
    [
      'whose file is too big',
      () => buildZip([{ ...crt, content: zeros(zipLimits.fileSize + 1), method: 0 }]),
      'certificate_zip_bomb',
      'file_size',
    ],
    [
      'whose file shrinks too well',
      () => buildZip([{ ...crt, content: zeros(60_000) }]),
      'certificate_zip_bomb',
      'ratio',
    ],
    [
      'that lies about a bomb',
      () => buildZip([{ ...crt, content: zeros(5_000_000), size: 4_000 }]),
      'certificate_zip_bomb',
      'more_than_claimed',
    ],
    [
      'of too many big files',
      () =>
        buildZip(
          Array.from({ length: 5 }, (_, n) => ({ name: `${n}.crt`, content: zeros(60_000), method: 0 })),
        ),
      'certificate_zip_bomb',
      'total_size',
    ],
    [
      'that claims a gigabyte elsewhere',
      () => buildZip([crt, key, { name: 'x.bin', content: 'x', size: 1_000_000_000 }]),
      'certificate_zip_bomb',
      'total_size',
    ],
    [
      'whose entries share their bytes',
      () => buildZip([crt, { ...crt, name: 'SHP-hanako-stor2.crt', offset: 0, localName: 'x' }]),
      'certificate_zip_broken',
      'two_names',
    ],
    [
      'with a ZIP inside',
      () => buildZip([{ name: 'inner.zip', content: whole, method: 0 }]),
      'certificate_zip_nested',
      undefined,
    ],
    [
      'with a deflated ZIP inside',
      () => buildZip([{ name: 'inner.zip', content: whole }]),
      'certificate_zip_nested',
      undefined,
    ],
    [
      'with a ZIP inside under another name',
      () => buildZip([{ name: 'inner.crt', content: whole }]),
      'certificate_zip_nested',
      undefined,
    ],
    [
      'with a stored ZIP under any name',
      () => buildZip([crt, key, { name: 'inner.bin', content: whole, method: 0 }]),
      'certificate_zip_nested',
      undefined,
    ],
    [
      'with other content',
      () => buildZip([{ name: '商品.csv', content: 'code,name' }]),
      'certificate_zip_foreign',
      undefined,
    ],
    ['empty', () => buildZip([]), 'certificate_zip_foreign', undefined],
    [
      'with folders only',
      () => buildZip([{ name: 'a/', content: '', method: 0 }]),
      'certificate_zip_foreign',
      undefined,
    ],
    [
      "with macOS' additions only",
      () => buildZip([{ name: '__MACOSX/._SHP-x.crt', content: 'x' }]),
      'certificate_zip_foreign',
      undefined,
    ],
  ])('%s', (_name, zip, code, reason) => {
    expect(refusal(zip())).toEqual({ code, reason });
  });

  it('when two entries lead to the same bytes', () => {
    const zip = buildZip([crt, { ...key, name: 'SHP-hanako-store.crt', offset: 0 }]);
    expect(refusal(zip)).toEqual({ code: 'certificate_zip_bomb', reason: 'overlap' });
  });
});
