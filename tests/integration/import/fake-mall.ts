import type { MallPermit } from '#main/core/ports/fraud-permit.ts';
import type {
  FetchedOrder,
  FindOrders,
  MallCapabilities,
  MallConnection,
  MallPort,
  OrderRef,
  SendOperation,
  SendResult,
} from '#main/malls/port.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { MallOrder } from '#shared/domain/order.ts';

/** A mall in memory: its orders and its faults are what a test says. */
export class FakeMall implements MallPort {
  readonly mall = 'yahoo';
  readonly fetchBatchSize = 1;
  readonly consent = null;
  readonly capabilities: MallCapabilities = { operations: new Set([]), sendableFields: [] };
  readonly orders = new Map<string, MallOrder>();
  /** What fetching an order does instead of answering; called with the number of the attempt, from 1. */
  readonly faults = new Map<string, (attempt: number) => FetchedOrder | null>();
  readonly fetched: string[] = [];
  readonly finds: FindOrders[] = [];
  /** Called before each fetch is answered. */
  beforeFetch: (mallOrderId: string) => Promise<void> = async () => undefined;
  readonly #attempts = new Map<string, number>();

  put(...orders: MallOrder[]): void {
    for (const order of orders) this.orders.set(order.mallOrderId, order);
  }

  check(): null {
    return null;
  }

  send(_connection: MallConnection, _permit: MallPermit, _send: SendOperation): Promise<SendResult> {
    throw new Error('An import sends nothing');
  }

  async *findOrders(_connection: MallConnection, find: FindOrders): AsyncIterable<readonly OrderRef[]> {
    this.finds.push(find);
    if (find.by === 'published') return;
    const refs = [...this.orders.values()].map(({ mallOrderId, mallVersion, mallUpdatedAt }) => ({
      mallOrderId,
      mallVersion,
      mallUpdatedAt,
    }));
    for (let start = 0; start < refs.length; start += 7) yield refs.slice(start, start + 7);
  }

  async fetchOrders(_connection: MallConnection, ids: readonly string[]): Promise<readonly FetchedOrder[]> {
    const [mallOrderId = ''] = ids;
    await this.beforeFetch(mallOrderId);
    this.fetched.push(mallOrderId);
    const attempt = (this.#attempts.get(mallOrderId) ?? 0) + 1;
    this.#attempts.set(mallOrderId, attempt);
    const instead = this.faults.get(mallOrderId)?.(attempt);
    if (instead != null) return [instead];
    const order = this.orders.get(mallOrderId);
    if (order === undefined) throw new AppError('mall_order_not_found', 'No such order');
    return [{ ok: true, mallOrderId, order, raw: new TextEncoder().encode(`<Order>${mallOrderId}</Order>`) }];
  }
}
