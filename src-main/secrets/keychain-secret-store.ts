import type { SecretRef, SecretStore } from '../core/ports/secret-store.ts';
import type { Keychain } from './keychain.ts';
import { KeychainValues } from './keychain-values.ts';

/**
 * Secrets in the operating system's keychain. Entries are named by terminal, shop, name and scope, so that
 * two data folders on one computer never share a secret (spec §2.1: each terminal has its own).
 */
export class KeychainSecretStore implements SecretStore {
  readonly #values: KeychainValues;
  readonly #terminalId: string;
  /** The last call per account: calls for one account run one after the other. */
  readonly #tails = new Map<string, Promise<unknown>>();

  constructor(keychain: Keychain, terminalId: string) {
    this.#values = new KeychainValues(keychain);
    this.#terminalId = terminalId;
  }

  put(ref: SecretRef, value: string): Promise<void> {
    return this.#inTurn(ref, (account) => this.#values.set(account, value));
  }

  lease(ref: SecretRef): Promise<string | null> {
    return this.#inTurn(ref, (account) => this.#values.get(account));
  }

  has(ref: SecretRef): Promise<boolean> {
    return this.#inTurn(ref, (account) => this.#values.has(account));
  }

  remove(ref: SecretRef): Promise<void> {
    return this.#inTurn(ref, (account) => this.#values.delete(account));
  }

  async status(): Promise<{ kind: 'keychain'; reason: string }> {
    return { kind: 'keychain', reason: '' };
  }

  #inTurn<T>(ref: SecretRef, work: (account: string) => Promise<T>): Promise<T> {
    const account = `${this.#terminalId}/${ref.shopId ?? 'all-shops'}/${ref.name}/${ref.scope}`;
    const before = this.#tails.get(account) ?? Promise.resolve();
    const result = before.then(
      () => work(account),
      () => work(account),
    );
    this.#tails.set(account, result);
    const forget = () => {
      if (this.#tails.get(account) === result) this.#tails.delete(account);
    };
    result.then(forget, forget);
    return result;
  }
}
