import { type KeyObject, sign, verify, type X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { maxCertificateUploadBytes } from '#shared/contract/shops.ts';
import { AppError, type ErrorCode } from '#shared/domain/errors.ts';
import type { CertificateRecord } from '../ports/records.ts';
import { type Material, readMaterial } from './key-material.ts';
import { matchStore } from './store-name.ts';
import { isMacSideFile, type NamedBytes, unpackZip } from './unpack-zip.ts';
import { looksLikeZip } from './zip-directory.ts';
import { displayName } from './zip-entry-name.ts';

/** A certificate and its key that passed every check, in the one form that is kept and presented. */
export interface CheckedCertificate {
  /** PEM: the certificate, then those that issued it, as far as the files held them. */
  readonly certificatePem: string;
  /** PKCS#8 PEM. Secret. */
  readonly keyPem: string;
  readonly facts: CertificateFacts;
}

/** What may be kept and shown of a certificate: nothing secret. */
export type CertificateFacts = Omit<CertificateRecord, 'savedAt'>;

/** More than a pair with its issuers can be; bounds the work of finding out what belongs together. */
const mostCertificates = 8;
const mostKeys = 4;
/** A subject or issuer is kept up to this many characters. */
const longestName = 1_000;

/** The most telling problem first: what someone most likely took for the missing half. */
const problemOrder: readonly ErrorCode[] = [
  'certificate_key_encrypted',
  'certificate_is_pkcs12',
  'certificate_key_is_public',
  'certificate_is_request',
  'certificate_key_unreadable',
  'certificate_unreadable',
];

type FoundCertificate = Extract<Material, { kind: 'certificate' }>;
type FoundKey = Extract<Material, { kind: 'key' }>;

/**
 * Reads an API certificate and its private key from the files an operator gave: the pair, or the ZIP as
 * downloaded (spec §2.1). What a file is, is told by its content. Proves that the two belong together and that
 * they can be presented, and that they belong to the shop as far as the names say.
 *
 * An expired certificate is taken: the mall issues none since 2023 (yahoo §2.6), and its date is shown.
 *
 * Throws AppError with a `certificate_*` code; none carries any content of a file.
 */
export function checkCertificate(files: readonly NamedBytes[], sellerId: string): CheckedCertificate {
  const materials = unpackAll(files).flatMap(readMaterial);
  const certificates = distinct(
    materials.filter((found) => found.kind === 'certificate'),
    ({ certificate }) => certificate.fingerprint256,
  );
  const keys = distinct(
    materials.filter((found) => found.kind === 'key'),
    ({ key }) => key.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  );
  refuseIncomplete(materials, certificates, keys);
  const { leaf, key } = findPair(certificates, keys);
  const { certificate } = leaf;
  refuseOtherStore(leaf, key, sellerId);
  const certificatePem = [certificate, ...issuersOf(certificate, certificates)].map(String).join('');
  const keyPem = key.key.export({ type: 'pkcs8', format: 'pem' }).toString();
  refuseUnusable(certificatePem, keyPem);
  return {
    certificatePem,
    keyPem,
    facts: {
      subject: certificate.subject.slice(0, longestName),
      issuer: certificate.issuer.slice(0, longestName),
      validFrom: certificate.validFromDate.getTime(),
      expiresAt: certificate.validToDate.getTime(),
      fingerprint: certificate.fingerprint256.toLowerCase(),
      certificateFile: leaf.fileName,
      keyFile: key.fileName,
    },
  };
}

function unpackAll(given: readonly NamedBytes[]): NamedBytes[] {
  const total = given.reduce((sum, file) => sum + file.bytes.length, 0);
  if (total > maxCertificateUploadBytes) {
    throw new AppError('certificate_too_large', 'The files are far larger than a certificate and its key', {
      details: { bytes: total, maxBytes: maxCertificateUploadBytes },
    });
  }
  const files = given
    .map(({ name, bytes }) => ({ name: displayName(name), bytes }))
    .filter((file) => !isMacSideFile(file.name) && file.bytes.length > 0);
  if (files.length === 0)
    throw new AppError('certificate_files_missing', 'No file with any content was given');
  return files.flatMap((file) => (looksLikeZip(file.bytes) ? unpackZip(file.bytes) : [file]));
}

function refuseIncomplete(
  materials: readonly Material[],
  certificates: readonly FoundCertificate[],
  keys: readonly FoundKey[],
): void {
  if (certificates.length > 0 && keys.length > 0) return;
  const problems = materials.filter((found) => found.kind === 'problem').map(({ error }) => error);
  for (const code of problemOrder) {
    const telling = problems.find((error) => error.code === code);
    if (telling !== undefined) throw telling;
  }
  if (certificates.length > 0) {
    throw new AppError('certificate_key_missing', 'The certificate was given without its private key', {
      details: { fileName: certificates[0]?.fileName ?? '' },
    });
  }
  throw new AppError('certificate_crt_missing', 'The private key was given without its certificate', {
    details: { fileName: keys[0]?.fileName ?? '' },
  });
}

/** Exactly one certificate and key that belong together; further certificates may only be its issuers. */
function findPair(
  certificates: readonly FoundCertificate[],
  keys: readonly FoundKey[],
): { leaf: FoundCertificate; key: FoundKey } {
  if (certificates.length > mostCertificates || keys.length > mostKeys) throw several(certificates, keys);
  const pairs = certificates.flatMap((leaf) =>
    keys.filter((key) => belongTogether(leaf.certificate, key.key)).map((key) => ({ leaf, key })),
  );
  const [pair] = pairs;
  if (pair === undefined) {
    throw new AppError('certificate_pair_mismatch', 'The private key does not belong to the certificate', {
      details: { certificateFile: certificates[0]?.fileName ?? '', keyFile: keys[0]?.fileName ?? '' },
    });
  }
  const issuers = issuersOf(pair.leaf.certificate, certificates);
  if (pairs.length > 1 || keys.length > 1 || certificates.length > 1 + issuers.length) {
    throw several(certificates, keys);
  }
  return pair;
}

function several(certificates: readonly FoundCertificate[], keys: readonly FoundKey[]): AppError {
  return new AppError('certificate_several', 'The files hold more than one certificate or key', {
    details: { certificates: certificates.length, keys: keys.length },
  });
}

/** Throws AppError `certificate_store_mismatch` with the store found and where. */
function refuseOtherStore(leaf: FoundCertificate, key: FoundKey, sellerId: string): void {
  const { subject } = leaf.certificate;
  const named = matchStore({ certificateFile: leaf.fileName, keyFile: key.fileName, subject }, sellerId);
  if (named.match !== 'other_store') return;
  const { foundStore, where } = named;
  throw new AppError('certificate_store_mismatch', 'The certificate belongs to another store', {
    details: { foundStore, expectedStore: sellerId, reason: where },
  });
}

/** The public halves are equal, and what the private one signs the public one accepts: a damaged key fails here. */
function belongTogether(certificate: X509Certificate, key: KeyObject): boolean {
  if (!certificate.checkPrivateKey(key)) return false;
  const digest = key.asymmetricKeyType?.startsWith('ed') === true ? null : 'sha256';
  const probe = Buffer.from('api certificate');
  try {
    return verify(digest, probe, certificate.publicKey, sign(digest, probe, key));
  } catch {
    return false;
  }
}

/** The certificates that issued the given one, nearest first. */
function issuersOf(leaf: X509Certificate, among: readonly FoundCertificate[]): X509Certificate[] {
  const chain: X509Certificate[] = [];
  let current = leaf;
  for (;;) {
    const issuer = among
      .map((found) => found.certificate)
      .find((one) => one !== leaf && !chain.includes(one) && current.checkIssued(one));
    if (issuer === undefined) return chain;
    chain.push(issuer);
    current = issuer;
  }
}

/** Keys that are too short or digests that are too weak are refused by TLS itself: better now than at every call. */
function refuseUnusable(cert: string, key: string): void {
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new AppError('certificate_unusable', `TLS refuses the certificate or its key (${reason})`, {
      details: { reason },
    });
  }
}

/** Each thing once, as first found: the same certificate may lie in a file of its own and in the key's. */
function distinct<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = keyOf(item);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
