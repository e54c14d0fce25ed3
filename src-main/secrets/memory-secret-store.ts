import type { SecretRef, SecretStore } from '../core/ports/secret-store.ts';

/**
 * Secrets for this run only, when there is no keychain: nothing is ever written to a file instead. `reason`
 * is why, for the screen that says so.
 */
export class MemorySecretStore implements SecretStore {
  readonly #values = new Map<string, string>();
  readonly #reason: string;

  constructor(reason: string) {
    this.#reason = reason;
  }

  async put(ref: SecretRef, value: string): Promise<void> {
    this.#values.set(keyOf(ref), value);
  }

  async lease(ref: SecretRef): Promise<string | null> {
    return this.#values.get(keyOf(ref)) ?? null;
  }

  async has(ref: SecretRef): Promise<boolean> {
    return this.#values.has(keyOf(ref));
  }

  async remove(ref: SecretRef): Promise<void> {
    this.#values.delete(keyOf(ref));
  }

  async status(): Promise<{ kind: 'memory'; reason: string }> {
    return { kind: 'memory', reason: this.#reason };
  }
}

function keyOf(ref: SecretRef): string {
  return `${ref.shopId ?? 'all-shops'}/${ref.name}/${ref.scope}`;
}
