import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from '#shared/domain/errors.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { SecretRef, SecretStore } from '../core/ports/secret-store.ts';
import type { SharedVault, VaultOwner } from '../core/ports/shared-vault.ts';
import type { Store } from '../core/ports/store.ts';

const cipherName = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const keyRef: SecretRef = { scope: 'terminal', shopId: null, name: 'vault-key' };

interface DataKey {
  readonly id: string;
  readonly bytes: Buffer;
}

/**
 * The shared vault over the local database: AES-256-GCM with one data key, which lies in the OS keychain and
 * is read for each use. Owner and name are authenticated with the value, so that ciphertexts cannot be
 * exchanged for one another. A sealed text is `v1.<key id>.<nonce, tag and ciphertext in base64url>`.
 */
export class EncryptedVault implements SharedVault {
  readonly #deps: { store: Store; secrets: SecretStore; clock: Clock; terminalName: () => string };
  #making: Promise<DataKey> | null = null;

  constructor(deps: { store: Store; secrets: SecretStore; clock: Clock; terminalName: () => string }) {
    this.#deps = deps;
  }

  async put(owner: VaultOwner, name: string, value: string): Promise<void> {
    this.#write(owner, name, await this.seal(purposeOf(owner, name), value));
  }

  async lease(owner: VaultOwner, name: string): Promise<string | null> {
    const sealed = this.#deps.store.sharedSecret(owner, name);
    return sealed === null ? null : this.open(purposeOf(owner, name), sealed);
  }

  async has(owner: VaultOwner, name: string): Promise<boolean> {
    const sealed = this.#deps.store.sharedSecret(owner, name);
    return sealed !== null && partsOf(sealed)?.keyId === (await this.#key())?.id;
  }

  async remove(owner: VaultOwner, name: string): Promise<void> {
    if (this.#deps.store.sharedSecret(owner, name) !== null) this.#write(owner, name, null);
  }

  async seal(purpose: string, text: string): Promise<string> {
    const key = (await this.#key()) ?? (await this.#makeKey());
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(cipherName, key.bytes, nonce, { authTagLength: tagBytes });
    cipher.setAAD(Buffer.from(purpose, 'utf8'));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return `v1.${key.id}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
  }

  async open(purpose: string, sealed: string): Promise<string> {
    const parts = partsOf(sealed);
    const key = await this.#key();
    if (parts === null) throw unreadable('damaged');
    if (key === null || key.id !== parts.keyId) throw unreadable('other_key');
    try {
      const decipher = createDecipheriv(cipherName, key.bytes, parts.nonce, { authTagLength: tagBytes });
      decipher.setAAD(Buffer.from(purpose, 'utf8'));
      decipher.setAuthTag(parts.tag);
      return Buffer.concat([decipher.update(parts.body), decipher.final()]).toString('utf8');
    } catch {
      // The cause names nothing but the failed authentication; it is left out with the bytes it came from.
      throw unreadable('damaged');
    }
  }

  async #key(): Promise<DataKey | null> {
    const kept = await this.#deps.secrets.lease(keyRef);
    if (kept === null) return null;
    const [id = '', bytes = ''] = kept.split('.');
    return { id, bytes: Buffer.from(bytes, 'base64url') };
  }

  /** Callers that come at the same time share the one key that is made. */
  #makeKey(): Promise<DataKey> {
    this.#making ??= this.#newKey().finally(() => {
      this.#making = null;
    });
    return this.#making;
  }

  async #newKey(): Promise<DataKey> {
    const present = await this.#key();
    if (present !== null) return present;
    const key = { id: randomBytes(6).toString('hex'), bytes: randomBytes(32) };
    await this.#deps.secrets.put(keyRef, `${key.id}.${key.bytes.toString('base64url')}`);
    return key;
  }

  #write(owner: VaultOwner, name: string, sealed: string | null): void {
    const { store, clock, terminalName } = this.#deps;
    store.commit([{ kind: 'sharedSecret.set', owner, name, sealed }], {
      actor: 'system',
      terminal: terminalName(),
      at: clock.now(),
    });
  }
}

function purposeOf(owner: VaultOwner, name: string): string {
  return `secret/${owner}/${name}`;
}

function partsOf(sealed: string): { keyId: string; nonce: Buffer; tag: Buffer; body: Buffer } | null {
  const match = /^v1\.([0-9a-f]{12})\.([A-Za-z0-9_-]+)$/.exec(sealed);
  const bytes = Buffer.from(match?.[2] ?? '', 'base64url');
  if (match === null || bytes.length < nonceBytes + tagBytes) return null;
  return {
    keyId: match[1] ?? '',
    nonce: bytes.subarray(0, nonceBytes),
    tag: bytes.subarray(nonceBytes, nonceBytes + tagBytes),
    body: bytes.subarray(nonceBytes + tagBytes),
  };
}

function unreadable(reason: 'damaged' | 'other_key'): AppError {
  return new AppError('shared_secret_unreadable', `A shared secret cannot be opened (${reason})`, {
    details: { reason },
  });
}
