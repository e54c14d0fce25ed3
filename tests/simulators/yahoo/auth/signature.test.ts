import { constants, publicEncrypt } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { DAY } from '../japan-time.ts';
import { KEY_LIFE_MS, KeyRing } from './key-ring.ts';
import { stripEncryptionPadding, VERDICTS, type Verdict, verdictOn } from './signature.ts';

const NOW = Date.UTC(2026, 5, 10, 3);
const SECONDS = NOW / 1000;
const WINDOW = { behindSeconds: 540, aheadSeconds: 5 };

const keys = new KeyRing();
const one = keys.issue(NOW - DAY, '1');
keys.issue(NOW - KEY_LIFE_MS, '2');
keys.issue(NOW - DAY, '3').enabled = false;
keys.issue(NOW - DAY, '4').refused = true;

const sign = (plain: string, pem = one.publicKeyPem): string =>
  publicEncrypt({ key: pem, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(plain)).toString('base64');
const good = `teststore:${SECONDS}`;
const signWith = (version: string, plain = good): string => sign(plain, keys.get(version)?.publicKeyPem);

const cases: readonly [string, Verdict, string | undefined, string | undefined][] = [
  ['a good signature', 'authorized', sign(good), '1'],
  ['no headers', 'none', undefined, undefined],
  ['a version alone', 'none', undefined, '1'],
  ['a signature alone', 'invalid-key-version', sign(good), undefined],
  ['a version that is no number', 'invalid-key-version', sign(good), 'v1'],
  ['an unknown version', 'not-found-key-version', sign(good), '9'],
  ['a key past its year', 'expired-key-version', signWith('2'), '2'],
  ['a disabled key', 'invalid-key-status', signWith('3'), '3'],
  ['a refused key', 'unauthorized', signWith('4'), '4'],
  ['the key of another version', 'invalid-authorize-value', signWith('3'), '1'],
  ['text that is no Base64', 'invalid-authorize-value', '＊＊＊', '1'],
  ['a cipher of the wrong length', 'invalid-authorize-value', Buffer.alloc(64, 7).toString('base64'), '1'],
  ['a plaintext of another shape', 'invalid-authorize-value', sign(`teststore ${SECONDS}`), '1'],
  ['another shop', 'invalid-sellerid', sign(`other:${SECONDS}`), '1'],
  ['a time that is no number', 'invalid-timestamp', sign('teststore:now'), '1'],
  ['milliseconds instead of seconds', 'invalid-timestamp', sign(`teststore:${NOW}`), '1'],
  ['a clock 6 s ahead', 'invalid-timestamp', sign(`teststore:${SECONDS + 6}`), '1'],
  ['a clock 5 s ahead', 'authorized', sign(`teststore:${SECONDS + 5}`), '1'],
  ['a clock 8:59 behind', 'authorized', sign(`teststore:${SECONDS - 539}`), '1'],
  ['a clock 9:00 behind', 'expired-timestamp', sign(`teststore:${SECONDS - 540}`), '1'],
];

describe('verdicts on the public key', () => {
  test.each(cases)('%s: %s', (_name, verdict, signature, version) => {
    expect(verdictOn({ signature, version, sellerId: 'teststore' }, keys, NOW, WINDOW)).toBe(verdict);
  });

  test('the cases above cover all eleven', () => {
    expect(new Set(cases.map(([, verdict]) => verdict))).toEqual(new Set(VERDICTS));
  });
});

describe('PKCS#1 v1.5 padding', () => {
  const block = (...bytes: number[]): Buffer => Buffer.from(bytes);
  const filler = [1, 2, 3, 4, 5, 6, 7, 8];

  test('gives the message behind it', () => {
    expect(stripEncryptionPadding(block(0, 2, ...filler, 0, 0x61, 0x62))).toBe('ab');
  });

  test.each([
    ['wrong first byte', block(1, 2, ...filler, 0, 0x61)],
    ['wrong block type', block(0, 1, ...filler, 0, 0x61)],
    ['fewer than eight filler bytes', block(0, 2, 1, 2, 3, 4, 5, 6, 7, 0, 0x61)],
    ['no end of filler', block(0, 2, ...filler)],
  ])('refuses %s', (_name, bytes) => {
    expect(stripEncryptionPadding(bytes)).toBeNull();
  });
});
