import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SecretStore } from '../core/ports/secret-store.ts';
import { createTestStore, origin } from '../db/testing/test-store.ts';
import { EncryptedVault } from './encrypted-vault.ts';
import { MemorySecretStore } from './memory-secret-store.ts';

const clock = { now: () => 1, sleep: async () => undefined };
const keyRef = { scope: 'terminal', shopId: null, name: 'vault-key' } as const;
let test: ReturnType<typeof createTestStore>;
let secrets: SecretStore;
const vaultWith = (keychain: SecretStore) =>
  new EncryptedVault({ store: test.store, secrets: keychain, clock, terminalName: () => 'test' });

beforeEach(() => {
  test = createTestStore();
  secrets = new MemorySecretStore('test');
});
afterEach(() => test.close());

describe('the shared vault', () => {
  it('gives back what was put, for any text, and keeps no plain text', async () => {
    const vault = vaultWith(secrets);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 3_000 }), async (text) => {
        await vault.put('shop', 'refresh-token', text);
        expect(await vault.lease('shop', 'refresh-token')).toBe(text);
        if (text.length > 8) expect(test.store.sharedSecret('shop', 'refresh-token')).not.toContain(text);
      }),
      { numRuns: 30 },
    );
  });

  it('seals the same value differently each time', async () => {
    const vault = vaultWith(secrets);
    expect(await vault.seal('a', 'x')).not.toBe(await vault.seal('a', 'x'));
  });

  it('makes one key for callers that come at the same time', async () => {
    const vault = vaultWith(secrets);
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => vault.put('shop', name, name)));
    for (const name of ['a', 'b', 'c', 'd']) expect(await vault.lease('shop', name)).toBe(name);
  });

  it('has nothing where nothing was put or what was put is removed', async () => {
    const vault = vaultWith(secrets);
    expect(await vault.lease('shop', 'x')).toBeNull();
    expect(await vault.has('shop', 'x')).toBe(false);
    await vault.put('shop', 'x', '1');
    expect(await vault.has('shop', 'x')).toBe(true);
    await vault.remove('shop', 'x');
    expect(await vault.has('shop', 'x')).toBe(false);
  });

  it('opens nothing with another terminal’s key, and all of it with the same', async () => {
    await vaultWith(secrets).put('shop', 'x', 'value');
    const other = new MemorySecretStore('test');
    expect(await vaultWith(other).has('shop', 'x')).toBe(false);
    await expect(vaultWith(other).lease('shop', 'x')).rejects.toMatchObject({
      code: 'shared_secret_unreadable',
      details: { reason: 'other_key' },
    });
    await other.put(keyRef, (await secrets.lease(keyRef)) ?? '');
    expect(await vaultWith(other).lease('shop', 'x')).toBe('value');
  });

  it('refuses a ciphertext that was moved or changed', async () => {
    const vault = vaultWith(secrets);
    await vault.put('shop', 'x', 'value');
    const sealed = test.store.sharedSecret('shop', 'x') ?? '';
    const moved = { kind: 'sharedSecret.set', owner: 'other', name: 'x', sealed } as const;
    test.store.commit([moved], origin());
    await expect(vault.lease('other', 'x')).rejects.toMatchObject({ details: { reason: 'damaged' } });
    const flipped = sealed.slice(0, -2) + (sealed.at(-2) === 'A' ? 'B' : 'A') + sealed.slice(-1);
    test.store.commit([{ ...moved, owner: 'shop', sealed: flipped }], origin());
    await expect(vault.lease('shop', 'x')).rejects.toMatchObject({ code: 'shared_secret_unreadable' });
  });
});
