import { DAY, HOUR } from '../japan-time.ts';
import { mixSeed, Random, type Weighted, weighted } from '../random.ts';
import { PAY_METHODS, type PayMethod } from './methods.ts';

/** A run of generated orders: `count` orders of one shop, evenly spread between two instants (epoch ms). */
export interface OrderBatch {
  readonly sellerId: string;
  readonly seed: number;
  readonly count: number;
  readonly from: number;
  readonly to: number;
  /** Number part of the first order's id. */
  readonly firstNumber: number;
}

/** Split orders come in groups of three: the order that was split and the two it became. */
export type SplitRole = 'none' | 'parent' | 'first' | 'second';

/**
 * What decides the state of one generated order. Cheap to make (no texts, no lines), so that searches over
 * hundreds of thousands of orders need not build each of them.
 */
export interface OrderHead {
  readonly index: number;
  readonly number: number;
  /** OrderTime, epoch ms, whole seconds. */
  readonly time: number;
  readonly role: SplitRole;
  readonly orderStatus: number;
  readonly seen: boolean;
  readonly pay: PayMethod;
  readonly payStatus: number;
  readonly shipStatus: number;
  /** 1–10, or 0 for none. */
  readonly storeStatus: number;
  readonly suspect: number;
  readonly hold: number;
  /** When a hold was (or will be) lifted, epoch ms. */
  readonly publication: number | null;
}

/** Seed streams, so that one part of an order can change without moving the others. */
export const STREAM = { head: 1, split: 2, buyer: 3, lines: 4, money: 5, shipping: 6, misc: 7 } as const;

const STATUS_BY_AGE: readonly [days: number, statuses: Weighted<number>][] = [
  [2, weighted([1, 5], [2, 78], [3, 5], [4, 5], [5, 7])],
  [10, weighted([1, 5], [2, 35], [3, 3], [4, 7], [5, 50])],
  [Number.POSITIVE_INFINITY, weighted([1, 2], [2, 3], [3, 1], [4, 7], [5, 87])],
];
const HOLDS = weighted([0, 9700], [1, 110], [2, 150], [3, 40]);
const SUSPECTS = weighted([0, 996], [1, 3], [2, 1]);
const WORKING_SHIP_STATUS = weighted([1, 60], [2, 20], [3, 20]);

/** OrderTime of the order at `index`: rises with the index, never leaves the batch's span. */
export function orderTimeAt(batch: OrderBatch, index: number): number {
  const jitter = mixSeed(batch.seed, index, 0) / 4_294_967_296;
  const time = batch.from + ((index + jitter) * (batch.to - batch.from)) / batch.count;
  return Math.floor(time / 1000) * 1000;
}

/** Part the order at `index` plays in a split group; about 1 % of all groups of three are split orders. */
export function splitRoleAt(batch: OrderBatch, index: number): SplitRole {
  const start = index - (index % 3);
  if (start + 2 >= batch.count || mixSeed(batch.seed, start, STREAM.split) % 100 !== 0) return 'none';
  return (['parent', 'first', 'second'] as const)[index - start] ?? 'none';
}

/** Makes the head of the order at `index` (0 ≤ index < batch.count). */
export function orderHead(batch: OrderBatch, index: number): OrderHead {
  const random = new Random(mixSeed(batch.seed, index, STREAM.head));
  const role = splitRoleAt(batch, index);
  const groupTime = role === 'none' ? index : index - (index % 3);
  const time = orderTimeAt(batch, groupTime);
  const hold = role === 'none' ? random.weighted(HOLDS) : 0;
  const orderStatus = statusOf(random, (batch.to - time) / DAY, hold, role);
  const pay =
    role === 'none'
      ? random.weighted(PAY_METHODS)
      : new Random(mixSeed(batch.seed, groupTime, STREAM.split + 100)).weighted(PAY_METHODS);
  const seen = orderStatus >= 3 || (hold === 0 && random.chance(0.45));
  const payStatus = payStatusOf(random, orderStatus, pay);
  return {
    index,
    number: batch.firstNumber + index,
    time,
    role,
    orderStatus,
    seen,
    pay,
    payStatus,
    shipStatus: shipStatusOf(random, orderStatus, seen, payStatus, pay),
    storeStatus: random.chance(0.12) ? random.int(1, 10) : 0,
    suspect: random.weighted(SUSPECTS),
    hold,
    publication: hold === 2 ? time + random.int(2 * HOUR, 72 * HOUR) : null,
  };
}

function statusOf(random: Random, ageDays: number, hold: number, role: SplitRole): number {
  if (role === 'parent') return 4;
  const statuses = STATUS_BY_AGE.find(([days]) => ageDays < days)?.[1];
  const status = statuses ? random.weighted(statuses) : 2;
  if (hold === 1) return 2;
  if (hold === 3) return status === 5 ? 4 : 2;
  return status;
}

function payStatusOf(random: Random, orderStatus: number, pay: PayMethod): number {
  if (orderStatus === 5) return 1;
  if (orderStatus === 4) return random.chance(0.2) ? 1 : 0;
  if (pay.instant) return random.chance(0.95) ? 1 : 0;
  return pay.type === 1 && random.chance(0.55) ? 1 : 0;
}

function shipStatusOf(
  random: Random,
  orderStatus: number,
  seen: boolean,
  payStatus: number,
  pay: PayMethod,
): number {
  if (orderStatus === 5) return random.chance(0.3) ? 4 : 3;
  if (orderStatus !== 2 || (pay.type === 1 && payStatus === 0)) return 0;
  return seen ? random.weighted(WORKING_SHIP_STATUS) : 1;
}
