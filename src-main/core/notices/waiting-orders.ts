import type { ChangeEvent } from '#shared/contract/system.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { Store } from '../ports/store.ts';

/** Entities whose change may leave more or fewer orders waiting. */
const countedBy: ReadonlySet<string> = new Set(['order', 'shop', 'phase']);

/** Keeps the desktop's badge at the number of orders that wait to be looked at. */
export class WaitingOrders {
  readonly #store: Pick<Store, 'waitingOrders'>;
  readonly #notifier: Notifier | null;
  #told: number | null = null;

  constructor(store: Pick<Store, 'waitingOrders'>, notifier: Notifier | null) {
    this.#store = store;
    this.#notifier = notifier;
  }

  /** Tells the number, unless the desktop knows it. */
  tell(): void {
    if (this.#notifier === null) return;
    const orders = this.#store.waitingOrders();
    if (orders === this.#told) return;
    this.#told = orders;
    this.#notifier.waiting(orders);
  }

  /** To be told of every commit. */
  onCommit(events: readonly ChangeEvent[]): void {
    if (events.some((event) => event.type === 'changed' && countedBy.has(event.entity))) this.tell();
  }
}
