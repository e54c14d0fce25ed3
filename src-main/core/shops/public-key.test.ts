import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/domain/errors.ts';
import { checkKeyVersion, checkPublicKey } from './public-key.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString().trim();

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'none';
}

describe('a pasted public key', () => {
  it('is taken as it is when clean', () => {
    const checked = checkPublicKey(pem);
    expect(checked).toMatchObject({ pem, bits: 2048, repairs: [] });
    expect(checked.fingerprint).toMatch(/^([0-9a-f]{2}:){31}[0-9a-f]{2}$/);
  });

  it.each([
    ['CRLF', pem.replaceAll('\n', '\r\n'), 'line_ends'],
    ['blanks around lines', `\n  ${pem.replaceAll('\n', '  \n\t')}  \n\n`, 'blanks'],
    ['full-width spaces', `\u3000${pem.replace('\n', '\u3000\n')}`, 'full_width'],
    ['typographic dashes', pem.replaceAll('-----', '—–—'), 'dashes'],
    [
      'the help page\'s "—–BEGIN"',
      pem.replaceAll('-----BEGIN', '—–BEGIN').replaceAll('-----END', '—–END'),
      'dashes',
    ],
    ['a missing header', pem.split('\n').slice(1, -1).join('\n'), 'header'],
    ['a byte order mark', `\uFEFF${pem}`, 'blanks'],
  ])('is repaired: %s', (_name, text, repair) => {
    const checked = checkPublicKey(text);
    expect(checked.pem).toBe(pem);
    expect(checked.repairs).toContain(repair);
  });

  it('is repaired whatever blanks are strewn between its characters', () => {
    const body = pem.split('\n').slice(1, -1).join('');
    const gap = fc.constantFrom('', '', '', ' ', '\n', '\r\n', '\u3000', '\t', '\u200B');
    fc.assert(
      fc.property(fc.array(gap, { minLength: body.length, maxLength: body.length }), (gaps) => {
        const strewn = [...body].map((character, i) => character + gaps[i]).join('');
        expect(checkPublicKey(`-----BEGIN PUBLIC KEY-----\n${strewn}\n-----END PUBLIC KEY-----`).pem).toBe(
          pem,
        );
      }),
      { numRuns: 30 },
    );
  });

  it('accepts the PKCS#1 form and keeps it as SPKI', () => {
    expect(checkPublicKey(rsa.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString()).pem).toBe(pem);
  });

  const certificate = () =>
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=test', '-keyout', '/dev/null'],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    ).toString();

  it.each([
    ['nothing', () => '  \n', 'key_missing'],
    [
      'a private key',
      () => rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      'key_is_private',
    ],
    [
      'an RSA private key with mangled dashes',
      () => rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString().replaceAll('-----', '—–'),
      'key_is_private',
    ],
    ['a certificate', certificate, 'key_is_certificate'],
    [
      'a 512-bit key',
      () =>
        generateKeyPairSync('rsa', { modulusLength: 512 })
          .publicKey.export({ type: 'spki', format: 'pem' })
          .toString(),
      'key_too_short',
    ],
    [
      'an elliptic key',
      () =>
        generateKeyPairSync('ec', { namedCurve: 'P-256' })
          .publicKey.export({ type: 'spki', format: 'pem' })
          .toString(),
      'key_not_rsa',
    ],
    ['two keys', () => `${pem}\n${pem}`, 'key_unreadable'],
    ['a cut key', () => pem.slice(0, 200), 'key_unreadable'],
    ['a changed key', () => pem.replace(/\n..../, '\nAAAA'), 'key_unreadable'],
    ['an SSH key', () => 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ user@host', 'key_unreadable'],
    ['prose', () => 'こんにちは', 'key_unreadable'],
  ])('is refused: %s', (_name, text, code) => {
    expect(codeOf(() => checkPublicKey(text()))).toBe(code);
  });

  it('never leaks what was pasted', () => {
    const text = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    try {
      checkPublicKey(text);
    } catch (error) {
      expect(JSON.stringify((error as AppError).toShape())).not.toContain(text.slice(40, 80));
    }
  });

  it('never fails with anything but a coded error', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => codeOf(() => checkPublicKey(text)) !== ''),
    );
  });
});

describe('a key version', () => {
  it('is mended and kept as digits', () => {
    expect(checkKeyVersion(' １２ ')).toBe('12');
  });
  it.each([
    ['', 'key_version_missing'],
    ['0', 'key_version_invalid'],
    ['1.5', 'key_version_invalid'],
    ['v1', 'key_version_invalid'],
  ])('refuses %j', (given, code) => {
    expect(codeOf(() => checkKeyVersion(given))).toBe(code);
  });
});
