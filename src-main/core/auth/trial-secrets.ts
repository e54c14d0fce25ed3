import type { ShopSecrets } from '#main/malls/port.ts';
import type { SecretName } from '../ports/secret-store.ts';

/**
 * Secrets of a consent on trial: writes stay in memory until the mall has accepted the shop, so that a consent
 * for the wrong store leaves the working one untouched.
 */
export class TrialSecrets implements ShopSecrets {
  readonly #base: ShopSecrets;
  readonly #written = new Map<SecretName, string | null>();

  constructor(base: ShopSecrets) {
    this.#base = base;
  }

  async lease(name: SecretName): Promise<string | null> {
    const written = this.#written.get(name);
    return written === undefined ? this.#base.lease(name) : written;
  }

  async put(name: SecretName, value: string): Promise<void> {
    this.#written.set(name, value);
  }

  async remove(name: SecretName): Promise<void> {
    this.#written.set(name, null);
  }

  /** Hands everything over to the real store. */
  async keep(): Promise<void> {
    for (const [name, value] of this.#written) {
      await (value === null ? this.#base.remove(name) : this.#base.put(name, value));
    }
    this.#written.clear();
  }
}
