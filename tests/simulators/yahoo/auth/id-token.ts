import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

export interface IdTokenClaims {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
  readonly nonce: string | undefined;
  readonly accessToken: string;
  /** Epoch ms. */
  readonly now: number;
}

const KEY_ID = 'simulator-1';
const LIFE_SECONDS = 3600;

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Signs ID tokens (RS256) with the authorization host's own key, which is made on first use. */
export class IdTokenSigner {
  #pair: { publicKey: KeyObject; privateKey: KeyObject } | null = null;

  sign(claims: IdTokenClaims): string {
    const issuedAt = Math.floor(claims.now / 1000);
    const digest = createHash('sha256').update(claims.accessToken).digest();
    const payload = {
      iss: claims.issuer,
      sub: claims.subject,
      aud: [claims.audience],
      iat: issuedAt,
      exp: issuedAt + LIFE_SECONDS,
      auth_time: issuedAt,
      at_hash: digest.subarray(0, digest.length / 2).toString('base64url'),
      ...(claims.nonce === undefined ? {} : { nonce: claims.nonce }),
    };
    const input = `${encode({ typ: 'JWT', alg: 'RS256', kid: KEY_ID })}.${encode(payload)}`;
    return `${input}.${sign('sha256', Buffer.from(input), this.#keys().privateKey).toString('base64url')}`;
  }

  /** Public keys as `{ kid: PEM }`, the form of `/public-keys`. */
  publicKeys(): Record<string, string> {
    return { [KEY_ID]: this.#keys().publicKey.export({ type: 'spki', format: 'pem' }).toString() };
  }

  /** Public keys as a JSON Web Key Set. */
  keySet(): { keys: Record<string, unknown>[] } {
    const jwk = this.#keys().publicKey.export({ format: 'jwk' });
    return { keys: [{ ...jwk, kid: KEY_ID, alg: 'RS256', use: 'sig' }] };
  }

  #keys(): { publicKey: KeyObject; privateKey: KeyObject } {
    this.#pair ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
    return this.#pair;
  }
}
