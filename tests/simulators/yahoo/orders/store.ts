import { fromJapanTime, MINUTE, toJapanTime } from '../japan-time.ts';
import { materialiseOrder, orderIdOf } from './generate.ts';
import { type OrderBatch, orderHead, orderTimeAt } from './head.ts';
import { isHeld, type YahooOrder } from './model.ts';

/** For how long after ordering the buyer may cancel by himself (IsReadOnly = 1). */
export const READ_ONLY_MS = 10 * MINUTE;

/** What searches need of an order, generated or stored, as it is at one instant. */
export interface OrderSummary {
  readonly orderId: string;
  readonly number: number;
  /** Epoch ms. */
  readonly time: number;
  readonly orderStatus: number;
  readonly payStatus: number;
  readonly shipStatus: number;
  readonly seen: boolean;
  /** '' or '1'–'10'. */
  readonly storeStatus: string;
  readonly suspect: number;
  readonly hold: number;
  /** Epoch ms of the lifting of a hold, once it has happened. */
  readonly publication: number | null;
  readonly readOnly: boolean;
}

/**
 * The orders of one shop. Generated orders exist only as a formula until someone reads one; an order that was
 * written once is stored for good. Orders whose OrderTime lies ahead of the clock do not exist yet.
 */
export class OrderStore {
  readonly sellerId: string;
  readonly #batches: OrderBatch[] = [];
  readonly #stored = new Map<string, YahooOrder>();
  #nextNumber = 10_000_001;

  constructor(sellerId: string) {
    this.sellerId = sellerId;
  }

  /**
   * Adds `count` generated orders between two instants, numbered from `firstNumber` or after those there are; answers
   * with the first and last id.
   */
  addBatch(spec: { seed: number; count: number; from: number; to: number; firstNumber?: number }): {
    first: string;
    last: string;
  } {
    const { firstNumber = this.#nextNumber } = spec;
    this.#batches.push({ ...spec, sellerId: this.sellerId, firstNumber });
    const next = firstNumber + spec.count;
    this.#nextNumber = Math.max(this.#nextNumber, next);
    return { first: orderIdOf(this.sellerId, firstNumber), last: orderIdOf(this.sellerId, next - 1) };
  }

  /** Number of orders, those of the future included. */
  get size(): number {
    const generated = this.#batches.reduce((sum, batch) => sum + batch.count, 0);
    let own = 0;
    for (const id of this.#stored.keys()) if (!this.#locate(id)) own += 1;
    return generated + own;
  }

  /** A copy of the order as it is at `now`; null when there is none (yet). */
  get(orderId: string, now: number): YahooOrder | null {
    const stored = this.#stored.get(orderId);
    const order = stored ? structuredClone(stored) : this.#generate(orderId);
    if (!order || (fromJapanTime(order.order.OrderTime) ?? 0) > now) return null;
    return asOf(order, now, stored === undefined);
  }

  /** Stores an order (new or changed) exactly as given. */
  put(order: YahooOrder): void {
    const copy = structuredClone(order);
    delete copy.order.IsReadOnly;
    this.#stored.set(order.order.OrderId, copy);
  }

  /**
   * Changes an order as the mall does: Version + 1, HistoryId + 1, LastUpdateTime.
   * @returns the changed order, null when there is none
   */
  update(orderId: string, now: number, change: (order: YahooOrder) => void): YahooOrder | null {
    const order = this.get(orderId, now);
    if (!order) return null;
    change(order);
    order.order.Version += 1;
    order.order.HistoryId = Number(order.order.HistoryId ?? 0) + 1;
    order.order.LastUpdateTime = toJapanTime(now);
    this.put(order);
    return order;
  }

  /** Every order that exists at `now` with OrderTime between `from` and `to` (both included), unsorted. */
  *summaries(
    now: number,
    from = Number.NEGATIVE_INFINITY,
    to = Number.POSITIVE_INFINITY,
  ): Generator<OrderSummary> {
    const last = Math.min(now, to);
    for (const batch of this.#batches) {
      for (let index = firstIndexFrom(batch, from); index < batch.count; index += 1) {
        if (orderTimeAt(batch, index - (index % 3)) > last) break;
        const orderId = orderIdOf(this.sellerId, batch.firstNumber + index);
        if (this.#stored.has(orderId)) continue;
        const head = orderHead(batch, index);
        if (head.time < from || head.time > last) continue;
        const pending = head.publication !== null && head.publication > now;
        yield {
          ...head,
          orderId,
          storeStatus: head.storeStatus === 0 ? '' : String(head.storeStatus),
          hold: pending ? 1 : head.hold,
          publication: pending ? null : head.publication,
          readOnly: isReadOnly(head.time, now),
        };
      }
    }
    for (const order of this.#stored.values()) {
      const summary = summaryOf(order, now);
      if (summary.time >= from && summary.time <= last) yield summary;
    }
  }

  /** The summary of one order; null when there is none (yet). */
  summary(orderId: string, now: number): OrderSummary | null {
    const order = this.get(orderId, now);
    return order && summaryOf(order, now);
  }

  #locate(orderId: string): { batch: OrderBatch; index: number } | null {
    const prefix = `${this.sellerId}-`;
    const digits = orderId.startsWith(prefix) ? orderId.slice(prefix.length) : '';
    if (!/^[1-9]\d{7,14}$/.test(digits)) return null;
    const number = Number(digits);
    for (const batch of this.#batches) {
      const index = number - batch.firstNumber;
      if (index >= 0 && index < batch.count) return { batch, index };
    }
    return null;
  }

  #generate(orderId: string): YahooOrder | null {
    const place = this.#locate(orderId);
    return place && materialiseOrder(place.batch, orderHead(place.batch, place.index));
  }
}

/** First index whose order may have an OrderTime at or after `from`; times rise evenly with the index. */
function firstIndexFrom(batch: OrderBatch, from: number): number {
  const perOrder = (batch.to - batch.from) / batch.count;
  if (from <= batch.from || perOrder <= 0) return 0;
  const estimate = Math.floor((from - batch.from) / perOrder) - 3;
  return Math.max(0, Math.min(batch.count, estimate));
}

function isReadOnly(time: number, now: number): boolean {
  return now < time + READ_ONLY_MS;
}

/**
 * Sets what follows from the clock: the buyer's cancel window and a hold that is lifted at a known time.
 * For a generated order the lifting counts as its last change.
 */
function asOf(order: YahooOrder, now: number, generated: boolean): YahooOrder {
  const fields = order.order;
  fields.IsReadOnly = isReadOnly(fromJapanTime(fields.OrderTime) ?? 0, now) ? 1 : 0;
  const publication = fields.PublicationTime === '' ? null : fromJapanTime(fields.PublicationTime);
  if (fields.FraudHoldStatus !== 2 || publication === null) return order;
  if (publication > now) {
    fields.FraudHoldStatus = 1;
    fields.PublicationTime = '';
  } else if (generated && fields.LastUpdateTime < fields.PublicationTime) {
    fields.LastUpdateTime = fields.PublicationTime;
    fields.Version += 1;
  }
  return order;
}

function summaryOf(stored: YahooOrder, now: number): OrderSummary {
  const { order, pay, ship } = stored;
  const time = fromJapanTime(order.OrderTime) ?? 0;
  const publication = order.PublicationTime === '' ? null : fromJapanTime(order.PublicationTime);
  const pending = order.FraudHoldStatus === 2 && publication !== null && publication > now;
  return {
    orderId: order.OrderId,
    number: Number(/(\d+)$/.exec(order.OrderId)?.[1] ?? 0),
    time,
    orderStatus: order.OrderStatus,
    payStatus: pay.PayStatus,
    shipStatus: ship.ShipStatus,
    seen: order.IsSeen,
    storeStatus: String(order.StoreStatus),
    suspect: order.Suspect,
    hold: pending ? 1 : order.FraudHoldStatus,
    publication: pending ? null : publication,
    readOnly: isReadOnly(time, now),
  };
}

/** True when orderList leaves the order out unless FraudHoldDisplayType asks for held orders. */
export function isHiddenByHold(summary: OrderSummary): boolean {
  return isHeld(summary.hold);
}
