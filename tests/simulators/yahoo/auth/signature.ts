import { constants, type KeyObject, privateDecrypt } from 'node:crypto';
import type { KeyRing } from './key-ring.ts';

/** The eleven values of the answer header `X-SWS-Authorize-Status` (spec §2.3). */
export const VERDICTS = [
  'authorized',
  'none',
  'invalid-key-version',
  'not-found-key-version',
  'expired-key-version',
  'invalid-key-status',
  'expired-timestamp',
  'invalid-timestamp',
  'invalid-sellerid',
  'invalid-authorize-value',
  'unauthorized',
] as const;

export type Verdict = (typeof VERDICTS)[number];

/** How far a client's clock may be off, in seconds. */
export interface TimestampWindow {
  /** A plaintext this old or older is expired. */
  readonly behindSeconds: number;
  /** A plaintext at most this far in the future still passes. */
  readonly aheadSeconds: number;
}

export interface SignedRequest {
  /** Header X-sws-signature. */
  readonly signature: string | undefined;
  /** Header X-sws-signature-version. */
  readonly version: string | undefined;
  /** The shop the request is about. */
  readonly sellerId: string;
}

/** The mall's verdict on the public-key headers of one request. `now`: the mall's clock, epoch ms. */
export function verdictOn(
  request: SignedRequest,
  keys: KeyRing,
  now: number,
  window: TimestampWindow,
): Verdict {
  if (request.signature === undefined || request.signature === '') return 'none';
  if (request.version === undefined || !/^\d{1,9}$/.test(request.version)) return 'invalid-key-version';
  const key = keys.get(request.version);
  if (!key) return 'not-found-key-version';
  if (now >= key.expiresAt) return 'expired-key-version';
  if (!key.enabled) return 'invalid-key-status';
  const plain = decrypt(key.privateKey, request.signature);
  const parts = plain === null ? null : /^([^:]*):([^:]*)$/.exec(plain);
  if (!parts) return 'invalid-authorize-value';
  const [, sellerId = '', timestamp = ''] = parts;
  if (sellerId !== request.sellerId) return 'invalid-sellerid';
  if (!/^\d{1,15}$/.test(timestamp)) return 'invalid-timestamp';
  const behind = Math.floor(now / 1000) - Number(timestamp);
  if (behind < -window.aheadSeconds) return 'invalid-timestamp';
  if (behind >= window.behindSeconds) return 'expired-timestamp';
  return key.refused ? 'unauthorized' : 'authorized';
}

/** Decrypts RSA PKCS#1 v1.5; null when the text is no such cipher of this key. */
function decrypt(key: KeyObject, signature: string): string | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(signature)) return null;
  try {
    const block = privateDecrypt(
      { key, padding: constants.RSA_NO_PADDING },
      Buffer.from(signature, 'base64'),
    );
    return stripEncryptionPadding(block);
  } catch {
    // Wrong length or a number above the modulus: the same to the caller as bad padding.
    return null;
  }
}

/**
 * Takes the message out of a PKCS#1 v1.5 block `00 02 <at least 8 non-zero bytes> 00 message` (RFC 8017 §7.2.2).
 * Done by hand because Node refuses RSA_PKCS1_PADDING in privateDecrypt.
 */
export function stripEncryptionPadding(block: Buffer): string | null {
  if (block[0] !== 0 || block[1] !== 2) return null;
  const end = block.indexOf(0, 2);
  return end < 10 ? null : block.subarray(end + 1).toString('utf8');
}
