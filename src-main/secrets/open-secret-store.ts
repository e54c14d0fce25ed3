import { randomUUID } from 'node:crypto';
import type { Logger } from '../core/ports/logger.ts';
import type { SecretStore } from '../core/ports/secret-store.ts';
import { type Keychain, osKeychain } from './keychain.ts';
import { KeychainSecretStore } from './keychain-secret-store.ts';
import { MemorySecretStore } from './memory-secret-store.ts';

/** A keychain that waits for a person who is not there must not keep the product from starting. */
const probeTimeoutMs = 10_000;

/**
 * The secret store of this terminal: the OS keychain when it keeps and returns a trial entry, otherwise this
 * run's memory, with the reason. `terminalId` is the terminal's UUID from its settings.
 */
export async function openSecretStore(options: {
  terminalId: string;
  log: Logger;
  keychain?: Keychain;
}): Promise<SecretStore> {
  const keychain = options.keychain ?? osKeychain;
  try {
    await withTimeout(probe(keychain, `${options.terminalId}/probe`), probeTimeoutMs);
    return new KeychainSecretStore(keychain, options.terminalId);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    options.log.warn('no keychain: secrets are kept for this run only', { reason });
    return new MemorySecretStore(reason);
  }
}

async function probe(keychain: Keychain, account: string): Promise<void> {
  const value = randomUUID();
  await keychain.set(account, value);
  const read = await keychain.get(account);
  await keychain.delete(account);
  if (read !== value) throw new Error('The keychain did not return what it was given');
}

async function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The keychain did not answer within ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
