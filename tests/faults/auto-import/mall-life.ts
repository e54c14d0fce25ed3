import type { OrderPatch, ShopAccount, YahooSimulator } from '#simulators/yahoo/index.ts';
import { day, type OrderChange } from './scenario.ts';

/** Older orders are left alone: a reconciliation looks back 14 days, and outages may hold it up. */
const youngestDays = 10;

/** What goes on at the mall while nobody looks: orders are cancelled, paid, held, released. */
export class MallLife {
  readonly #simulator: YahooSimulator;
  /** Order ids that were changed after they came, by shop. */
  readonly changed = new Set<string>();

  constructor(simulator: YahooSimulator) {
    this.#simulator = simulator;
  }

  /** Changes one of the shop's orders of the last days; which one, `pick` (0–1) decides. */
  change(account: ShopAccount, change: OrderChange, pick: number, now: number): void {
    const { sellerId } = account;
    const { control } = this.#simulator;
    const young = control
      .snapshot({ sellerId })
      .filter(({ order }) => Date.parse(order.OrderTime) > now - youngestDays * day)
      .filter(({ order }) => suits(change, Number(order.FraudHoldStatus), Number(order.OrderStatus)));
    const order = young[Math.floor(pick * young.length)];
    if (order === undefined) return;
    const orderId = order.order.OrderId;
    this.changed.add(orderId);
    if (change === 'hold') control.setFraudHold({ sellerId, orderId, status: 1 });
    else if (change === 'release') control.setFraudHold({ sellerId, orderId, status: 2 });
    else if (change === 'confirmAbuse') control.setFraudHold({ sellerId, orderId, status: 3 });
    else control.patchOrder({ sellerId, orderId, patch: patchOf(change, now) });
  }
}

function suits(change: OrderChange, hold: number, status: number): boolean {
  const isHeld = hold === 1 || hold === 3;
  if (change === 'release' || change === 'confirmAbuse') return hold === 1;
  if (change === 'cancel') return status === 2;
  if (change === 'hold') return hold === 0 && status === 2;
  return !isHeld && status === 2;
}

function patchOf(change: 'cancel' | 'pay' | 'address', now: number): OrderPatch {
  switch (change) {
    case 'cancel':
      return { order: { OrderStatus: 4, CancelReason: 300 } };
    case 'pay':
      return { pay: { PayStatus: 1, SettleStatus: 5, PayDate: new Date(now).toISOString().slice(0, 10) } };
    case 'address':
      return { ship: { ShipAddress1: `変更後の住所${now % 100_000}`, ShipPhoneNumber: '03-1234-5678' } };
  }
}
