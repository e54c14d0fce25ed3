import { createHash, generateKeyPair, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';

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

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

let hostKeys: Promise<KeyPair> | null = null;

/** The authorization host's key pair, made once per process and off the main thread: it takes up to a second. */
function authorizationHostKeys(): Promise<KeyPair> {
  hostKeys ??= promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return hostKeys;
}

/** Signs ID tokens (RS256) with the authorization host's own key. */
export class IdTokenSigner {
  readonly #pair: KeyPair;

  private constructor(pair: KeyPair) {
    this.#pair = pair;
  }

  static async create(): Promise<IdTokenSigner> {
    return new IdTokenSigner(await authorizationHostKeys());
  }

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
    return `${input}.${sign('sha256', Buffer.from(input), this.#pair.privateKey).toString('base64url')}`;
  }

  /** Public keys as `{ kid: PEM }`, the form of `/public-keys`. */
  publicKeys(): Record<string, string> {
    return { [KEY_ID]: this.#pair.publicKey.export({ type: 'spki', format: 'pem' }).toString() };
  }

  /** Public keys as a JSON Web Key Set. */
  keySet(): { keys: Record<string, unknown>[] } {
    const jwk = this.#pair.publicKey.export({ format: 'jwk' });
    return { keys: [{ ...jwk, kid: KEY_ID, alg: 'RS256', use: 'sig' }] };
  }
}
