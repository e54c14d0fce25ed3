import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { AppError, type ErrorCode } from '#shared/domain/errors.ts';
import { pemBlocks } from './pem-blocks.ts';
import type { NamedBytes } from './unpack-zip.ts';

/** What one file holds; `problem` is why a file that was meant to be useful is not. */
export type Material =
  | { readonly kind: 'certificate'; readonly fileName: string; readonly certificate: X509Certificate }
  | { readonly kind: 'key'; readonly fileName: string; readonly key: KeyObject }
  | { readonly kind: 'problem'; readonly fileName: string; readonly error: AppError };

/**
 * Tells by content, never by name, what a file is: PEM (also in UTF-16 or among other text) or DER. Never
 * throws; no problem carries any part of the content, which may be a private key.
 */
export function readMaterial({ name: fileName, bytes }: NamedBytes): Material[] {
  const blocks = pemBlocks(bytes);
  if (blocks.length === 0) return [readDer(fileName, bytes)];
  return blocks.map(({ label, encrypted, der }) => {
    if (encrypted || label === 'ENCRYPTED PRIVATE KEY') return problem('certificate_key_encrypted', fileName);
    if (/^(X509 |TRUSTED )?CERTIFICATE$/.test(label)) {
      return readCertificate(fileName, der) ?? problem('certificate_unreadable', fileName);
    }
    if (label.endsWith('PRIVATE KEY')) {
      return readPrivateKey(fileName, der) ?? problem('certificate_key_unreadable', fileName);
    }
    if (label.endsWith('PUBLIC KEY')) return problem('certificate_key_is_public', fileName);
    if (label.endsWith('CERTIFICATE REQUEST')) return problem('certificate_is_request', fileName);
    return problem('certificate_unreadable', fileName);
  });
}

function problem(code: ErrorCode, fileName: string): Extract<Material, { kind: 'problem' }> {
  const error = new AppError(code, `The file cannot be used (${code})`, { details: { fileName } });
  return { kind: 'problem', fileName, error };
}

function readDer(fileName: string, der: Uint8Array): Material {
  if (isCutKey(der)) return problem('certificate_key_unreadable', fileName);
  if (isPkcs12(der)) return problem('certificate_is_pkcs12', fileName);
  return (
    readCertificate(fileName, der) ??
    readPrivateKey(fileName, der) ??
    (isPublicKey(der) ? problem('certificate_key_is_public', fileName) : null) ??
    problem('certificate_unreadable', fileName)
  );
}

function readCertificate(fileName: string, der: Uint8Array): Material | null {
  try {
    const certificate = new X509Certificate(der);
    // Also proves that its key and its dates can be read, which the checks that follow rely on.
    const readable =
      certificate.publicKey.type === 'public' &&
      Number.isFinite(certificate.validFromDate.getTime()) &&
      Number.isFinite(certificate.validToDate.getTime());
    return readable ? { kind: 'certificate', fileName, certificate } : null;
  } catch {
    return null;
  }
}

function readPrivateKey(fileName: string, der: Uint8Array): Material | null {
  for (const type of ['pkcs8', 'pkcs1', 'sec1'] as const) {
    try {
      const key = createPrivateKey({ key: Buffer.from(der), format: 'der', type });
      return { kind: 'key', fileName, key };
    } catch (error) {
      if (isPassphraseMissing(error)) return problem('certificate_key_encrypted', fileName);
    }
  }
  return null;
}

function isPassphraseMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MISSING_PASSPHRASE';
}

function isPublicKey(der: Uint8Array): boolean {
  return (['spki', 'pkcs1'] as const).some((type) => {
    try {
      createPublicKey({ key: Buffer.from(der), format: 'der', type });
      return true;
    } catch {
      return false;
    }
  });
}

/** A key's PEM block without its end. */
function isCutKey(bytes: Uint8Array): boolean {
  return /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/.test(new TextDecoder('latin1').decode(bytes));
}

/** A PKCS#12 file is a SEQUENCE that begins with the version number 3 and a SEQUENCE (RFC 7292 §4). */
function isPkcs12(der: Uint8Array): boolean {
  if (der[0] !== 0x30) return false;
  const lengthByte = der[1] ?? 0;
  const at = lengthByte < 0x80 ? 2 : 2 + (lengthByte & 0x7f);
  return der[at] === 0x02 && der[at + 1] === 0x01 && der[at + 2] === 0x03 && der[at + 3] === 0x30;
}
