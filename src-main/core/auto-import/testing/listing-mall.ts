import type { FetchedOrder, FindOrders, MallConnection, MallPort, OrderRef } from '#main/malls/port.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import type { Clock } from '../../ports/clock.ts';

/** A listing that a shop's importer asked for. */
export interface Asked {
  readonly shopId: ShopId;
  readonly by: FindOrders['by'];
  readonly at: number;
  /** What the importer held the shop's lease for. */
  readonly purpose: string;
}

/** A mall in memory whose answers take a while, and fail as a test says. */
export class ListingMall implements MallPort {
  readonly mall = 'yahoo';
  readonly fetchBatchSize = 1;
  readonly consent = null;
  readonly capabilities = { operations: new Set<never>(), sendableFields: [] };
  readonly orders = new Map<ShopId, MallOrder[]>();
  readonly asked: Asked[] = [];
  /** Shops that two importers asked for at the same time. */
  readonly overlaps: ShopId[] = [];
  answersAfterMs = 300;
  /** The failure of the request in hand; null lets it pass. */
  fault: (asked: Asked) => AppError | null = () => null;
  readonly #clock: Clock;
  readonly #purposeOf: (shopId: ShopId) => string;
  readonly #underWay = new Map<ShopId, string>();

  constructor(clock: Clock, purposeOf: (shopId: ShopId) => string) {
    this.#clock = clock;
    this.#purposeOf = purposeOf;
  }

  check(): null {
    return null;
  }

  send(): never {
    throw new Error('An import sends nothing');
  }

  async *findOrders(
    connection: MallConnection,
    { by }: FindOrders,
    signal: AbortSignal,
  ): AsyncIterable<readonly OrderRef[]> {
    const { id: shopId } = connection.shop;
    const asked = { shopId, by, at: this.#clock.now(), purpose: this.#purposeOf(shopId) };
    this.asked.push(asked);
    await this.#answer(asked, connection, signal);
    if (by === 'published') return;
    yield (this.orders.get(shopId) ?? []).map(({ mallOrderId, mallVersion, mallUpdatedAt }) => ({
      mallOrderId,
      mallVersion,
      mallUpdatedAt,
    }));
  }

  async fetchOrders(connection: MallConnection, [mallOrderId = '']: readonly string[]) {
    const order = this.orders.get(connection.shop.id)?.find((known) => known.mallOrderId === mallOrderId);
    if (order === undefined) throw new AppError('mall_order_not_found', 'No such order');
    const raw = new TextEncoder().encode(mallOrderId);
    return [{ ok: true, mallOrderId, order, raw }] satisfies FetchedOrder[];
  }

  async #answer(asked: Asked, connection: MallConnection, signal: AbortSignal): Promise<void> {
    const { shopId } = asked;
    const under = connection.consentMark();
    if (this.#underWay.has(shopId)) this.overlaps.push(shopId);
    this.#underWay.set(shopId, asked.purpose);
    try {
      await this.#clock.sleep(this.answersAfterMs, signal);
    } finally {
      this.#underWay.delete(shopId);
    }
    const error = this.fault(asked);
    if (error === null) return;
    if (error.code === 'mall_session_expired')
      connection.report({ kind: 'ended', error, at: this.#clock.now(), under });
    throw error;
  }
}
