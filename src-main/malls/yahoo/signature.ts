import { constants, createPublicKey, publicEncrypt } from 'node:crypto';
import { AppError } from '#shared/domain/errors.ts';
import type { Moment } from '#shared/domain/time.ts';
import type { ShopSecrets } from '../port.ts';

/** The two headers of 公開鍵認証, or none of them. */
export type SignatureHeaders =
  | { readonly 'x-sws-signature': string; readonly 'x-sws-signature-version': string }
  | Record<string, never>;

/**
 * `<ストアアカウント>:<unix seconds>`, encrypted with the shop's public key (RSA, PKCS#1 v1.5), Base64
 * (yahoo §2.1). The padding is random, so it differs each time. Throws AppError `key_unreadable`.
 */
export function signatureOf(sellerId: string, publicKey: string, now: Moment): string {
  try {
    const key = { key: createPublicKey(publicKey), padding: constants.RSA_PKCS1_PADDING };
    return publicEncrypt(key, Buffer.from(`${sellerId}:${Math.floor(now / 1000)}`, 'utf8')).toString(
      'base64',
    );
  } catch (cause) {
    throw new AppError('key_unreadable', 'The stored public key cannot be used', { cause });
  }
}

/**
 * The headers for one call, computed now. Without key and version the call goes unsigned, which the shop may
 * choose; with only one of the two it is not sent at all, since a single unsigned call can cut the whole
 * consent to 12 hours (yahoo §1.4): AppError `key_missing` or `key_version_missing`.
 */
export async function signatureHeaders(
  sellerId: string,
  secrets: ShopSecrets,
  now: () => Moment,
): Promise<SignatureHeaders> {
  const [publicKey, version] = await Promise.all([
    secrets.lease('public-key'),
    secrets.lease('public-key-version'),
  ]);
  if (publicKey === null && version === null) return {};
  if (publicKey === null) throw new AppError('key_missing', 'A key version is stored without its public key');
  if (version === null)
    throw new AppError('key_version_missing', 'A public key is stored without its version');
  return { 'x-sws-signature': signatureOf(sellerId, publicKey, now()), 'x-sws-signature-version': version };
}
