import { zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { buildZip, type ZipPart } from './testing/build-zip.ts';
import { zipByInfoZip, zipStreamedByInfoZip } from './testing/real-zips.ts';
import { unpackZip } from './unpack-zip.ts';

const crt: ZipPart = { name: 'SHP-hanako-store.crt', content: 'the certificate' };
const key: ZipPart = { name: 'hanako-store.key', content: 'the key' };
const pair = [
  ['SHP-hanako-store.crt', 'the certificate'],
  ['hanako-store.key', 'the key'],
];

function filesOf(zip: Uint8Array): string[][] {
  return unpackZip(zip).map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]);
}

describe('a ZIP of a certificate and a key is unpacked', () => {
  it.each<[string, () => Uint8Array]>([
    ['deflated', () => buildZip([crt, key])],
    [
      'stored',
      () =>
        buildZip([
          { ...crt, method: 0 },
          { ...key, method: 0 },
        ]),
    ],
    [
      'with data descriptors',
      () =>
        buildZip([
          { ...crt, dataDescriptor: true },
          { ...key, dataDescriptor: true },
        ]),
    ],
    ['with a comment', () => buildZip([crt, key], { comment: 'Yahoo!ショッピング' })],
    [
      'with a comment that looks like an end',
      () => buildZip([crt, key], { comment: `PK\u0005\u0006${'x'.repeat(40)}` }),
    ],
    [
      'written by fflate',
      () =>
        zipSync({
          'SHP-hanako-store.crt': Buffer.from('the certificate'),
          'hanako-store.key': Buffer.from('the key'),
        }),
    ],
    ['written by Info-ZIP', () => zipByInfoZip],
    ['streamed by Info-ZIP', () => zipStreamedByInfoZip],
    ['with a note beside them', () => buildZip([crt, key, { name: 'お読みください.txt', content: 'hello' }])],
    [
      'with folders',
      () =>
        buildZip([
          { name: 'API証明書/', content: '', method: 0 },
          { ...crt, name: `API証明書/${crt.name}` },
          { ...key, name: `API証明書/鍵/${key.name}` },
        ]),
    ],
    [
      'with the separators of old Windows tools',
      () =>
        buildZip([
          { ...crt, name: `api\\${crt.name}` },
          { ...key, name: `api\\${key.name}` },
        ]),
    ],
    [
      'with what macOS adds',
      () =>
        buildZip([
          crt,
          { name: '__MACOSX/', content: '', method: 0 },
          { name: `__MACOSX/._${crt.name}`, content: 'finder data' },
          key,
          { name: '.DS_Store', content: 'finder data' },
          { name: '._hanako-store.key', content: 'finder data' },
        ]),
    ],
    // 表 and ソ are written with a backslash as second byte in Shift_JIS.
    [
      'with Shift_JIS names',
      () =>
        buildZip([
          { ...crt, name: iconv.encode(`証明書一覧表ソ/${crt.name}`, 'Shift_JIS') },
          { ...key, name: iconv.encode(`証明書一覧表ソ/${key.name}`, 'Shift_JIS') },
        ]),
    ],
    [
      'with UTF-8 names that are not marked so',
      () =>
        buildZip([
          { ...crt, name: Buffer.from(`証明書/${crt.name}`) },
          { ...key, name: Buffer.from(`証明書/${key.name}`) },
        ]),
    ],
    [
      'with names in no known encoding',
      () =>
        buildZip([
          { ...crt, name: Buffer.concat([Buffer.from([0xff, 0xfe, 0x2f]), Buffer.from(String(crt.name))]) },
          key,
        ]),
    ],
  ])('%s', (_name, zip) => {
    expect(filesOf(zip())).toEqual(pair);
  });

  it('with the name only, whatever its folders were', () => {
    expect(unpackZip(buildZip([{ ...crt, name: 'a/b/c.crt' }]))[0]?.name).toBe('c.crt');
  });
});
