import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { maxCertificateUploadBytes } from '#shared/contract/shops.ts';
import { AppError } from '#shared/domain/errors.ts';
import { checkCertificate } from './check-certificate.ts';
import { buildZip } from './testing/build-zip.ts';
import { createTestAuthority } from './testing/test-authority.ts';
import type { NamedBytes } from './unpack-zip.ts';

// OpenSSL makes the keys; on a busy machine that takes a while.
vi.setConfig({ testTimeout: 30_000 });

const authority = createTestAuthority();
afterAll(() => authority.dispose());

const store = 'hanako-store';
const crtName = `SHP-${store}.crt`;
const keyName = `${store}.key`;
const pair = authority.issue();
const other = authority.issue();

const file = (name: string, content: string | Uint8Array): NamedBytes => ({
  name,
  bytes: Buffer.from(content),
});
const crt = file(crtName, pair.certificate);
const key = file(keyName, pair.key);
const der = (pem: string): Buffer => Buffer.from(pem.replace(/-----.*-----|\s/g, ''), 'base64');
const pkcs1 = createPrivateKey(pair.key).export({ type: 'pkcs1', format: 'pem' }).toString();
const encryptedKey = (format: 'pem' | 'der'): Buffer =>
  Buffer.from(
    createPrivateKey(pair.key).export({
      type: 'pkcs8',
      format: format as 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'secret',
    }),
  );
const legacyEncryptedKey = (): Buffer =>
  authority.openssl(['rsa', '-aes128', '-traditional', '-passout', 'pass:secret'], pair.key);
const publicKey = (format: 'pem' | 'der'): Buffer =>
  Buffer.from(createPublicKey(pair.key).export({ type: 'spki', format: format as 'pem' }));
const pkcs12 = (): Buffer =>
  authority.openssl(
    ['pkcs12', '-export', '-passout', 'pass:secret', '-inkey', authority.file('p12.key', pair.key)],
    pair.certificate,
  );
const request = (): Buffer =>
  authority.openssl(['req', '-new', '-key', authority.file('csr.key', pair.key), '-subj', '/CN=x']);

function refusal(files: readonly NamedBytes[], sellerId = store): AppError {
  try {
    checkCertificate(files, sellerId);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('not refused');
}

describe('an API certificate is taken', () => {
  const expected = {
    subject: 'C=JP\nO=Test Shop\nCN=SHP-hanako-store',
    fingerprint: new X509Certificate(pair.certificate).fingerprint256.toLowerCase(),
    expiresAt: Date.parse(new X509Certificate(pair.certificate).validTo),
  };
  const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');

  it.each<[string, NamedBytes[]]>([
    ['as the pair', [crt, key]],
    ['in any order', [key, crt]],
    ['with CRLF', [file(crtName, pair.certificate.replaceAll('\n', '\r\n')), key]],
    ['with a byte order mark', [file(crtName, `\uFEFF${pair.certificate}`), key]],
    ['in UTF-16', [file(crtName, utf16(pair.certificate)), file(keyName, utf16(pair.key))]],
    ['among other text', [file(crtName, `Certificate:\n  Data: -- x --\n${pair.certificate}`), key]],
    ['as DER', [file(crtName, der(pair.certificate)), file(keyName, der(pair.key))]],
    ['with a PKCS#1 key', [crt, file(keyName, pkcs1)]],
    ['with a PKCS#1 key as DER', [crt, file(keyName, der(pkcs1))]],
    ['as one file with both', [file(crtName, pair.certificate), file(keyName, pair.certificate + pair.key)]],
    [
      'as the ZIP',
      [
        file(
          'cert.zip',
          buildZip([
            { name: crtName, content: pair.certificate },
            { name: keyName, content: pair.key },
          ]),
        ),
      ],
    ],
    [
      'as a ZIP that is not named so',
      [
        file(
          'download',
          buildZip([
            { name: crtName, content: pair.certificate },
            { name: keyName, content: pair.key },
          ]),
        ),
      ],
    ],
    ['beside what macOS adds', [crt, key, file('._SHP-x.crt', 'finder data'), file('.DS_Store', 'x')]],
    ['beside a file that is neither', [crt, key, file('readme.txt', 'hello')]],
    ['beside its issuer', [crt, key, file('ca.crt', authority.certificate)]],
  ])('%s', (_name, files) => {
    const checked = checkCertificate(files, store);
    expect(checked.facts).toMatchObject({ ...expected, keyFile: keyName });
    expect(
      new X509Certificate(checked.certificatePem).checkPrivateKey(createPrivateKey(checked.keyPem)),
    ).toBe(true);
  });

  it('with its issuers behind it, for the server that wants the chain', () => {
    const { certificatePem, facts } = checkCertificate(
      [file('ca.crt', authority.certificate), key, crt],
      store,
    );
    expect(certificatePem).toBe(`${pair.certificate}${authority.certificate}`);
    expect(facts.certificateFile).toBe(crtName);
  });

  it('with an elliptic key', () => {
    const ec = authority.issue({ keyType: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'] });
    expect(checkCertificate([file(crtName, ec.certificate), file(keyName, ec.key)], store).keyPem).toContain(
      'PRIVATE KEY',
    );
  });

  it('when expired: the mall issues none any more, the date is shown instead', () => {
    const old = authority.issue({
      key: pair.key,
      from: new Date('2022-07-01T00:00:00Z'),
      to: new Date('2023-07-01T00:00:00Z'),
    });
    const { facts } = checkCertificate([file(crtName, old.certificate), file(keyName, old.key)], store);
    expect(facts).toMatchObject({ validFrom: Date.UTC(2022, 6, 1), expiresAt: Date.UTC(2023, 6, 1) });
  });

  it('with nothing of the key among its facts', () => {
    const { facts } = checkCertificate([crt, key], store);
    const text = JSON.stringify(facts);
    for (const line of pair.key.split('\n').slice(1, -2)) expect(text).not.toContain(line);
  });
});

describe('an API certificate is refused', () => {
  const strangeKey = (): string => {
    // The private exponent, and what stands for it in fast signing: the public half still fits, signatures are wrong.
    const bytes = der(pkcs1);
    for (const at of [400, bytes.length - 300]) bytes[at] = (bytes[at] ?? 0) ^ 1;
    return `-----BEGIN RSA PRIVATE KEY-----\n${bytes.toString('base64')}\n-----END RSA PRIVATE KEY-----\n`;
  };
  const weak = () => authority.issue({ keyType: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'] });

  it.each<[string, () => NamedBytes[], string]>([
    ['no file', () => [], 'certificate_files_missing'],
    ['an empty file', () => [file(crtName, '')], 'certificate_files_missing'],
    [
      'too much',
      () => [crt, key, file('x', Buffer.alloc(maxCertificateUploadBytes))],
      'certificate_too_large',
    ],
    ['only the certificate', () => [crt], 'certificate_key_missing'],
    ['only the key', () => [key], 'certificate_crt_missing'],
    ['the certificate twice', () => [crt, file('copy.crt', pair.certificate)], 'certificate_key_missing'],
    ['another key', () => [crt, file(keyName, other.key)], 'certificate_pair_mismatch'],
    ['a key damaged inside', () => [crt, file(keyName, strangeKey())], 'certificate_pair_mismatch'],
    [
      'two pairs',
      () => [crt, key, file('b.crt', other.certificate), file('b.key', other.key)],
      'certificate_several',
    ],
    ['a second key', () => [crt, key, file('b.key', other.key)], 'certificate_several'],
    [
      'a foreign certificate beside the pair',
      () => [crt, key, file('b.crt', other.certificate)],
      'certificate_several',
    ],
    ['PKCS#12', () => [file('shop.p12', pkcs12())], 'certificate_is_pkcs12'],
    ['PKCS#12 for the key', () => [crt, file('shop.pfx', pkcs12())], 'certificate_is_pkcs12'],
    ['a public key for the key', () => [crt, file(keyName, publicKey('pem'))], 'certificate_key_is_public'],
    ['a public key as DER', () => [crt, file(keyName, publicKey('der'))], 'certificate_key_is_public'],
    ['an encrypted key', () => [crt, file(keyName, encryptedKey('pem'))], 'certificate_key_encrypted'],
    ['an encrypted key as DER', () => [crt, file(keyName, encryptedKey('der'))], 'certificate_key_encrypted'],
    [
      'a key encrypted the old way',
      () => [crt, file(keyName, legacyEncryptedKey())],
      'certificate_key_encrypted',
    ],
    ['a signing request', () => [file(crtName, request()), key], 'certificate_is_request'],
    [
      'a cut certificate',
      () => [file(crtName, pair.certificate.slice(0, 400)), key],
      'certificate_unreadable',
    ],
    [
      'a damaged certificate',
      () => [file(crtName, pair.certificate.replace(/\nMII/, '\nAII')), key],
      'certificate_unreadable',
    ],
    ['a cut key', () => [crt, file(keyName, pair.key.slice(0, 400))], 'certificate_key_unreadable'],
    [
      'a damaged key',
      () => [crt, file(keyName, pair.key.replace(/\nMII/, '\nAII'))],
      'certificate_key_unreadable',
    ],
    [
      'a picture',
      () => [file('photo.crt', Buffer.from('89504e470d0a1a0a', 'hex')), key],
      'certificate_unreadable',
    ],
    ['prose', () => [file('memo.txt', 'こんにちは')], 'certificate_unreadable'],
    [
      'a key too short for TLS',
      () => {
        const { certificate, key: shortKey } = weak();
        return [file(crtName, certificate), file(keyName, shortKey)];
      },
      'certificate_unusable',
    ],
  ])('%s', (_name, files, code) => {
    expect(refusal(files()).code).toBe(code);
  });

  it('when its file name names another store', () => {
    expect(refusal([file('SHP-taro-store.crt', pair.certificate), key])).toMatchObject({
      code: 'certificate_store_mismatch',
      details: { foundStore: 'taro-store', expectedStore: store, reason: 'file_name' },
    });
  });

  it('when its subject names another store, whatever its file is called', () => {
    const taro = authority.issue({ subject: '/C=JP/CN=SHP-taro-store', key: pair.key });
    expect(refusal([file(crtName, taro.certificate), file(keyName, taro.key)])).toMatchObject({
      code: 'certificate_store_mismatch',
      details: { foundStore: 'taro-store', reason: 'subject' },
    });
  });

  it('without any of the given content in the error', () => {
    const secretLine = encryptedKey('pem').toString().split('\n')[3] ?? '';
    const shapes = [
      refusal([key]),
      refusal([crt, file(keyName, pair.key.slice(0, 400))]),
      refusal([crt, file(keyName, encryptedKey('pem'))]),
      refusal([crt, file(keyName, other.key)]),
    ].map((error) => JSON.stringify({ ...error.toShape(), stack: error.stack, cause: String(error.cause) }));
    for (const secret of [secretLine, pair.key.slice(100, 140), other.key.slice(100, 140)]) {
      for (const shape of shapes) expect(shape).not.toContain(secret);
    }
  });
});
