import type { SecretRef, SecretStore } from '#main/core/ports/secret-store.ts';
import { osKeychain } from '#main/secrets/keychain.ts';
import { openSecretStore } from '#main/secrets/open-secret-store.ts';

/** What the test asks of the process that uses the keychain. */
export type KeychainQuestion =
  | { op: 'open'; terminalId: string }
  | { op: 'put'; ref: SecretRef; value: string }
  | { op: 'lease' | 'has' | 'remove'; ref: SecretRef }
  | { op: 'raw'; account: string };

let store: SecretStore | null = null;
const quiet = () => undefined;

async function answer(question: KeychainQuestion): Promise<unknown> {
  if (question.op === 'raw') return osKeychain.get(question.account);
  if (question.op === 'open') {
    const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
    store = await openSecretStore({ terminalId: question.terminalId, log });
    return store.status();
  }
  if (store === null) throw new Error('open comes first');
  return question.op === 'put' ? store.put(question.ref, question.value) : store[question.op](question.ref);
}

process.on('message', ({ id, question }: { id: number; question: KeychainQuestion }) => {
  answer(question).then(
    (value) => process.send?.({ id, value }),
    (error: Error & { code?: string }) => process.send?.({ id, failure: error.code ?? error.message }),
  );
});
