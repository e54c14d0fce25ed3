import type { Clock } from '#main/core/ports/clock.ts';
import type { MallPermit } from '#main/core/ports/fraud-permit.ts';
import type { Store } from '#main/core/ports/store.ts';
import type { FetchedOrder, MallConnection, MallPort, SendResult } from '#main/malls/port.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { MallOrder } from '#shared/domain/order.ts';

/** What becomes of one request. `late`: it is carried out a while after its connection broke. */
export const outcomes = [
  'accepted',
  'answerLost',
  'requestLost',
  'late',
  'refused',
  'notNow',
  'noConnection',
  'diedAfter',
  'diedBefore',
] as const;
export type Outcome = (typeof outcomes)[number];

/** Longest delay of a request on its way, ms; shorter than the outbox waits. */
const latestMs = 100_000;

/** A mall in memory that does to each request what a test says, and notes in which order it carried things out. */
export class ModelMall implements MallPort {
  readonly mall = 'yahoo';
  readonly fetchBatchSize = 1;
  readonly consent = null;
  readonly capabilities = { operations: new Set(['pay'] as const), sendableFields: [] };
  readonly orders = new Map<string, MallOrder>();
  /** Pay dates in the order in which they were set, by order: each operation sets another. */
  readonly carriedOut = new Map<string, string[]>();
  /** Requests that arrived although something of their order came before them. */
  readonly outOfTurn: string[] = [];
  /** Called when the process is to die in the middle of a request. */
  onDeath: () => void = () => undefined;
  readonly #store: () => Store;
  readonly #clock: Clock;
  readonly #next: () => { outcome: Outcome; isRead: boolean; isTouched: boolean };

  constructor(
    store: () => Store,
    clock: Clock,
    next: () => { outcome: Outcome; isRead: boolean; isTouched: boolean },
  ) {
    this.#store = store;
    this.#clock = clock;
    this.#next = next;
  }

  async *findOrders(): AsyncIterable<never> {}

  check(): null {
    return null;
  }

  async fetchOrders(_connection: MallConnection, ids: readonly string[]): Promise<readonly FetchedOrder[]> {
    await this.#clock.sleep(100);
    const { isRead } = this.#next();
    if (!isRead) throw new AppError('mall_unreachable', 'No connection', { retryable: true });
    return ids.map((mallOrderId) => {
      const order = this.orders.get(mallOrderId);
      if (order === undefined) throw new Error('The test has made the order');
      return { ok: true, mallOrderId, order: structuredClone(order), raw: new TextEncoder().encode('<x/>') };
    });
  }

  async send(
    _connection: MallConnection,
    permit: MallPermit,
    { order: { mallOrderId } }: Parameters<MallPort['send']>[2],
  ): Promise<SendResult> {
    const { operation, orderId } = permit;
    if (operation.kind !== 'pay' || operation.payDate === null) throw new Error('The test pays');
    const { payDate } = operation;
    const [first] = this.#store().outbox.open(orderId);
    if (first?.state !== 'sending' || first.operation.kind !== 'pay' || first.operation.payDate !== payDate)
      this.outOfTurn.push(payDate);
    await this.#clock.sleep(100);
    const { outcome, isTouched } = this.#next();
    if (isTouched) this.#touch(mallOrderId);
    const lost = { kind: 'unknown', error: new AppError('outbox_answer_lost', 'Lost') } as const;
    switch (outcome) {
      case 'accepted':
        this.#carryOut(mallOrderId, payDate);
        return { kind: 'accepted', warnings: [], isAppliedLater: false };
      case 'answerLost':
        this.#carryOut(mallOrderId, payDate);
        return lost;
      case 'requestLost':
        return lost;
      case 'late':
        void this.#clock.sleep(latestMs).then(() => this.#carryOut(mallOrderId, payDate));
        return lost;
      case 'refused':
        return { kind: 'refused', error: new AppError('mall_transition_refused', 'No') };
      case 'notNow':
        return { kind: 'refused', error: new AppError('mall_server_error', 'Later', { retryable: true }) };
      case 'noConnection':
        throw new AppError('mall_unreachable', 'No connection', { retryable: true });
      case 'diedAfter':
        this.#carryOut(mallOrderId, payDate);
        return this.#die();
      case 'diedBefore':
        return this.#die();
    }
  }

  /** Someone else changes something of the order that no operation is about. */
  #touch(mallOrderId: string): void {
    this.#change(mallOrderId, (order) => ({ ...order, notes: `${order.notes}x` }));
  }

  #carryOut(mallOrderId: string, payDate: string): void {
    this.carriedOut.set(mallOrderId, [...(this.carriedOut.get(mallOrderId) ?? []), payDate]);
    this.#change(mallOrderId, (order) => ({
      ...order,
      payment: { ...order.payment, payStatus: 'paid', payDate },
    }));
  }

  #change(mallOrderId: string, change: (order: MallOrder) => MallOrder): void {
    const order = this.orders.get(mallOrderId);
    if (order === undefined) throw new Error('The test has made the order');
    const mallVersion = String(Number(order.mallVersion) + 1);
    this.orders.set(mallOrderId, { ...change(order), mallVersion, mallUpdatedAt: this.#clock.now() });
  }

  /** Nobody hears the answer any more. */
  #die(): Promise<never> {
    this.onDeath();
    return new Promise(() => undefined);
  }
}
