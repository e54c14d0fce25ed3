import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Keychain } from './keychain.ts';
import { KeychainValues, longestChunk } from './keychain-values.ts';

/** A keychain in memory that can die after a number of writes, as a process does. */
class FakeKeychain implements Keychain {
  readonly entries = new Map<string, string>();
  writesLeft = Number.POSITIVE_INFINITY;

  async get(account: string): Promise<string | null> {
    return this.entries.get(account) ?? null;
  }

  async set(account: string, value: string): Promise<void> {
    if (value.length > longestChunk) throw new Error('too long for one entry');
    this.#write();
    this.entries.set(account, value);
  }

  async delete(account: string): Promise<void> {
    this.#write();
    this.entries.delete(account);
  }

  #write(): void {
    if (this.writesLeft === 0) throw new Error('killed');
    this.writesLeft -= 1;
  }
}

const longText = (length: number, letter: string) => letter.repeat(length);

describe('KeychainValues', () => {
  it('returns every text as it was given, whatever its length, and leaves nothing behind', async () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 50 }),
      fc.string({ unit: 'grapheme', maxLength: 3_000, size: 'max' }),
      fc.constantFrom('', 'm1:000000000000:2', 'v1:', longText(1_197, 'a'), longText(1_198, 'b')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(texts, { minLength: 1, maxLength: 4 }), async (values) => {
        const keychain = new FakeKeychain();
        const store = new KeychainValues(keychain);
        for (const value of values) {
          await store.set('a', value);
          expect(await store.get('a')).toBe(value);
          expect(await store.has('a')).toBe(true);
        }
        await store.delete('a');
        expect(await store.get('a')).toBeNull();
        expect(keychain.entries.size).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('holds the old value or the new one wherever writing is cut off', async () => {
    const [before, after] = [longText(3_000, 'x'), longText(5_000, 'y')];
    for (let writes = 0; writes < 12; writes += 1) {
      const keychain = new FakeKeychain();
      const store = new KeychainValues(keychain);
      await store.set('a', before);
      keychain.writesLeft = writes;
      await store.set('a', after).catch(() => undefined);
      expect([before, after]).toContain(await store.get('a'));
    }
  });

  it('does not pass a value with a lost chunk off as whole', async () => {
    const keychain = new FakeKeychain();
    const store = new KeychainValues(keychain);
    await store.set('a', longText(3_000, 'x'));
    const chunk = [...keychain.entries.keys()].find((account) => account.endsWith('/1')) ?? '';
    keychain.entries.delete(chunk);
    await expect(store.get('a')).rejects.toMatchObject({
      code: 'keychain_unavailable',
      details: { reason: 'incomplete' },
    });
  });
});
