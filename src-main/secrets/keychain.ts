import { AsyncEntry } from 'keytar';
import { AppError } from '#shared/domain/errors.ts';

/** The operating system's keychain, reduced to what is used of it. One entry holds one text. */
export interface Keychain {
  get(account: string): Promise<string | null>;
  set(account: string, value: string): Promise<void>;
  /** Deleting what is not there is fine. */
  delete(account: string): Promise<void>;
}

/** Under this name the product's entries stand in the keychain. */
const serviceName = 'Juchuban';

/**
 * The real keychain. On Linux the entries are pinned to the Secret Service: left to itself the library falls
 * back to the kernel's keyring without a word, which forgets everything at the next start of the computer.
 * Every failure becomes `keychain_unavailable`, retryable, because a locked keychain can be unlocked.
 */
export const osKeychain: Keychain = {
  get: (account) => guarded(async () => (await entry(account).getPassword()) ?? null),
  set: (account, value) => guarded(() => entry(account).setPassword(value)),
  delete: (account) =>
    guarded(async () => {
      await entry(account).deletePassword();
    }),
};

function entry(account: string): AsyncEntry {
  return new AsyncEntry(serviceName, account, { linux: { store: 'secret-service' } });
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    throw new AppError('keychain_unavailable', `The keychain does not answer: ${reason}`, {
      details: { reason },
      retryable: true,
      cause: error,
    });
  }
}
