import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { DAY } from '../japan-time.ts';

/** A public key lives one year from its issue. */
export const KEY_LIFE_MS = 365 * DAY;

/** One key pair of a shop. The simulated mall keeps the private half and gives out the public one. */
export interface ShopKey {
  readonly version: string;
  readonly publicKeyPem: string;
  readonly privateKey: KeyObject;
  /** Epoch ms. */
  readonly issuedAt: number;
  expiresAt: number;
  enabled: boolean;
  /** Scripted: the mall refuses the key for a reason of its own (verdict `unauthorized`). */
  refused: boolean;
}

/** The key pairs of one shop, by version. */
export class KeyRing {
  readonly #keys = new Map<string, ShopKey>();

  /** Makes a new pair. @param bits modulus length (default 2048) */
  issue(now: number, version?: string, bits = 2048): ShopKey {
    const pair = generateKeyPairSync('rsa', {
      modulusLength: bits,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const key: ShopKey = {
      version: version ?? String(this.#keys.size + 1),
      publicKeyPem: pair.publicKey.trim(),
      privateKey: createPrivateKey(pair.privateKey),
      issuedAt: now,
      expiresAt: now + KEY_LIFE_MS,
      enabled: true,
      refused: false,
    };
    this.#keys.set(key.version, key);
    return key;
  }

  get(version: string): ShopKey | undefined {
    return this.#keys.get(version);
  }

  list(): ShopKey[] {
    return [...this.#keys.values()];
  }
}
