import { randomBytes } from 'node:crypto';
import { AppError } from '#shared/domain/errors.ts';
import type { Keychain } from './keychain.ts';

/**
 * Windows limits one entry to 2,560 bytes, which it fills with UTF-16; 1,200 characters stay below on every
 * platform, marker included.
 */
export const longestChunk = 1_200;

/** A head entry holds either the value itself or the list of its chunks. */
const wholeMark = 'v1:';
const listMark = 'm1:';

interface ChunkList {
  readonly generation: string;
  readonly count: number;
}

/**
 * Values of any length in a keychain of short entries. A long value is written as chunks of a new generation
 * first and becomes valid with the one write of its head entry, so that a crash leaves the old value or the
 * new one, never a mixture. Calls for one account must not overlap.
 */
export class KeychainValues {
  readonly #keychain: Keychain;

  constructor(keychain: Keychain) {
    this.#keychain = keychain;
  }

  /** null when there is none. Throws `keychain_unavailable` when chunks are missing. */
  async get(account: string): Promise<string | null> {
    const head = await this.#keychain.get(account);
    if (head === null) return null;
    if (head.startsWith(wholeMark)) return head.slice(wholeMark.length);
    const list = parseList(head);
    if (list === null) throw broken(account);
    const chunks = await Promise.all(chunkAccounts(account, list).map((chunk) => this.#keychain.get(chunk)));
    return chunks.map((chunk) => chunk ?? raise(account)).join('');
  }

  async has(account: string): Promise<boolean> {
    return (await this.#keychain.get(account)) !== null;
  }

  async set(account: string, value: string): Promise<void> {
    const before = parseList((await this.#keychain.get(account)) ?? '');
    if (wholeMark.length + value.length <= longestChunk) {
      await this.#keychain.set(account, wholeMark + value);
    } else {
      const chunks = split(value);
      const list = { generation: randomBytes(6).toString('hex'), count: chunks.length };
      for (const [index, chunkAccount] of chunkAccounts(account, list).entries()) {
        await this.#keychain.set(chunkAccount, chunks[index] ?? '');
      }
      await this.#keychain.set(account, `${listMark}${list.generation}:${list.count}`);
    }
    if (before !== null) await this.#deleteChunks(account, before);
  }

  async delete(account: string): Promise<void> {
    const list = parseList((await this.#keychain.get(account)) ?? '');
    await this.#keychain.delete(account);
    if (list !== null) await this.#deleteChunks(account, list);
  }

  async #deleteChunks(account: string, list: ChunkList): Promise<void> {
    for (const chunkAccount of chunkAccounts(account, list)) await this.#keychain.delete(chunkAccount);
  }
}

function parseList(head: string): ChunkList | null {
  const match = /^m1:([0-9a-f]{12}):(\d{1,4})$/.exec(head);
  if (match === null) return null;
  return { generation: match[1] ?? '', count: Number(match[2]) };
}

function chunkAccounts(account: string, list: ChunkList): string[] {
  return Array.from({ length: list.count }, (_, index) => `${account}/${list.generation}/${index}`);
}

function split(value: string): string[] {
  const count = Math.ceil(value.length / longestChunk);
  return Array.from({ length: count }, (_, index) =>
    value.slice(index * longestChunk, (index + 1) * longestChunk),
  );
}

function broken(account: string): AppError {
  return new AppError('keychain_unavailable', `The keychain entry ${account} is incomplete`, {
    details: { reason: 'incomplete' },
  });
}

function raise(account: string): never {
  throw broken(account);
}
