import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { AppError } from '#shared/domain/errors.ts';

/** A public key that passed every check, in the one form that is kept and used. */
export interface CheckedPublicKey {
  /** SPKI PEM with LF line ends. */
  readonly pem: string;
  readonly bits: number;
  /** SHA-256 of the SPKI bytes, hex in groups of two: tells keys apart without showing them. */
  readonly fingerprint: string;
  /** What was mended in the pasted text. */
  readonly repairs: readonly KeyRepair[];
}
export type KeyRepair = 'blanks' | 'line_ends' | 'full_width' | 'dashes' | 'header';

/** The mall's key length is not documented; below this a key is broken by anyone and surely not the mall's. */
const minimumBits = 1024;

const dashes = /[\u2010-\u2015\u2212\u2500\u2501\uFE58\uFE63\uFF0D\u30FC]/g;
const invisible = /[\u200B-\u200D\u2060\uFEFF]/g;
const fullWidth = /[\uFF01-\uFF5E]/g;
const pemBlock = /-{2,}\s*BEGIN ([A-Z0-9 ]+?)\s*-{2,}([^-]*)-{2,}\s*END ([A-Z0-9 ]+?)\s*-{2,}/g;

/**
 * Reads a pasted public key leniently and checks it strictly (spec §2.1): blanks, CRLF, full-width spaces and
 * typographic dashes are repaired, anything that is not an RSA public key is refused with its reason.
 *
 * Throws AppError `key_missing`, `key_is_private`, `key_is_certificate`, `key_not_rsa`, `key_too_short`,
 * `key_unreadable`. No error carries any part of the text: a private key may have been pasted.
 */
export function checkPublicKey(pasted: string): CheckedPublicKey {
  const { text, repairs } = repairText(pasted);
  if (text.trim() === '') throw new AppError('key_missing', 'No public key was given');
  refuseOtherMaterial(text);
  const { type, body, headerAdded } = extractBody(text);
  const key = readKey(type, body);
  if (key.asymmetricKeyType !== 'rsa') {
    throw new AppError('key_not_rsa', `The key is of type ${key.asymmetricKeyType}, not RSA`, {
      details: { keyType: key.asymmetricKeyType ?? 'unknown' },
    });
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < minimumBits) {
    throw new AppError('key_too_short', `The RSA key has only ${bits} bits`, {
      details: { bits, minimumBits },
    });
  }
  const der = key.export({ type: 'spki', format: 'der' });
  return {
    pem: key.export({ type: 'spki', format: 'pem' }).toString().trim(),
    bits,
    fingerprint: (createHash('sha256').update(der).digest('hex').match(/../g) ?? []).join(':'),
    repairs: headerAdded ? [...repairs, 'header'] : repairs,
  };
}

function repairText(pasted: string): { text: string; repairs: KeyRepair[] } {
  const repairs: KeyRepair[] = [];
  const step = (repair: KeyRepair, before: string, after: string): string => {
    if (before !== after && !repairs.includes(repair)) repairs.push(repair);
    return after;
  };
  let text = pasted;
  text = step('line_ends', text, text.replace(/\r\n?/g, '\n'));
  text = step(
    'dashes',
    text,
    text.replace(dashes, '-').replace(/(^|\n)[ \t\u3000]*-{1,4}(?=BEGIN|END)/g, '$1-----'),
  );
  text = step(
    'full_width',
    text,
    text.replace(/\u3000/g, ' ').replace(fullWidth, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)),
  );
  text = step(
    'blanks',
    text,
    text
      .replace(invisible, '')
      .replace(/\u00A0/g, ' ')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join('\n'),
  );
  return { text, repairs };
}

function refuseOtherMaterial(text: string): void {
  if (/BEGIN [A-Z0-9 ]*PRIVATE KEY/.test(text)) {
    throw new AppError('key_is_private', 'A private key was pasted; it was not kept');
  }
  if (/BEGIN (TRUSTED )?CERTIFICATE/.test(text)) {
    throw new AppError('key_is_certificate', 'A certificate was pasted instead of a public key');
  }
}

function extractBody(text: string): { type: 'spki' | 'pkcs1'; body: Buffer; headerAdded: boolean } {
  const blocks = [...text.matchAll(pemBlock)];
  if (blocks.length > 1) throw unreadable('several');
  const block = blocks[0];
  if (block === undefined) {
    if (/BEGIN|END/.test(text)) throw unreadable('cut');
    return { type: 'spki', body: decodeBase64(text), headerAdded: true };
  }
  const [, label, body, endLabel] = block;
  if (label !== endLabel) throw unreadable('cut');
  if (label === 'PUBLIC KEY') return { type: 'spki', body: decodeBase64(body ?? ''), headerAdded: false };
  if (label === 'RSA PUBLIC KEY')
    return { type: 'pkcs1', body: decodeBase64(body ?? ''), headerAdded: false };
  throw unreadable('other_kind');
}

function decodeBase64(body: string): Buffer {
  const compact = body.replace(/\s+/g, '');
  if (compact === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) throw unreadable('not_base64');
  return Buffer.from(compact, 'base64');
}

function readKey(type: 'spki' | 'pkcs1', key: Buffer): KeyObject {
  try {
    return createPublicKey({ key, format: 'der', type });
  } catch (cause) {
    throw unreadable('not_a_key', cause);
  }
}

function unreadable(reason: string, cause?: unknown): AppError {
  return new AppError('key_unreadable', `The pasted text is not a readable public key (${reason})`, {
    details: { reason },
    cause,
  });
}

/**
 * The key version as the mall shows it: a small integer (yahoo §2.1). Full-width digits and blanks are mended.
 * Throws AppError `key_version_missing` or `key_version_invalid`.
 */
export function checkKeyVersion(given: string): string {
  const version = given.normalize('NFKC').trim();
  if (version === '') throw new AppError('key_version_missing', 'The public key has no version');
  if (!/^[1-9]\d{0,5}$/.test(version)) {
    throw new AppError('key_version_invalid', 'The key version is not a whole number', {
      details: { given: version.slice(0, 20) },
    });
  }
  return version;
}
