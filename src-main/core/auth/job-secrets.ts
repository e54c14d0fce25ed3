import type { ConsentMark, ShopSecrets } from '#main/malls/port.ts';
import type { Clock } from '../ports/clock.ts';
import type { SecretName } from '../ports/secret-store.ts';

/** How long a lease may be used before the keychain is asked again, in ms. */
const leaseMs = 30_000;

/**
 * The secrets of one job. A job makes thousands of calls, and a keychain may take 20 ms to answer: a lease is
 * kept for half a minute at most, and ends with the job or when a new consent is given. What the job writes it also
 * sees at once.
 */
export class JobSecrets implements ShopSecrets {
  readonly #base: ShopSecrets;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #consentMark: () => ConsentMark;
  readonly #leases = new Map<SecretName, { readonly value: string | null; readonly until: number }>();
  #leasedUnder: ConsentMark;

  constructor(base: ShopSecrets, clock: Pick<Clock, 'now'>, consentMark: () => ConsentMark) {
    this.#base = base;
    this.#clock = clock;
    this.#consentMark = consentMark;
    this.#leasedUnder = consentMark();
  }

  async lease(name: SecretName): Promise<string | null> {
    const under = this.#consentMark();
    if (under !== this.#leasedUnder) this.#leases.clear();
    this.#leasedUnder = under;
    const kept = this.#leases.get(name);
    const now = this.#clock.now();
    if (kept !== undefined && now < kept.until && now >= kept.until - leaseMs) return kept.value;
    const value = await this.#base.lease(name);
    // Not when a consent was given meanwhile: it may be the one before's.
    if (this.#consentMark() === under) this.#leases.set(name, { value, until: now + leaseMs });
    return value;
  }

  async put(name: SecretName, value: string): Promise<void> {
    await this.#base.put(name, value);
    this.#leases.set(name, { value, until: this.#clock.now() + leaseMs });
  }

  async remove(name: SecretName): Promise<void> {
    await this.#base.remove(name);
    this.#leases.delete(name);
  }
}
