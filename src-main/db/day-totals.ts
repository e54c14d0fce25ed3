import { dayMs, jstOffsetMs } from '#shared/domain/time.ts';
import { mallStatusCodes } from './codes.ts';
import type { Database } from './database.ts';

/** What an order adds to its day; an order never read, or cancelled at the mall, adds nothing. */
export interface DayEntry {
  readonly shop_no: number;
  readonly ordered_at: number;
  readonly total_yen: number;
  readonly mall_status: number;
}

export interface DayTotal {
  readonly orders: number;
  readonly yen: number;
}

interface DayRow extends DayTotal {
  readonly shop_no: number;
  readonly day: number;
}

/**
 * Orders and yen per shop and Japanese day of the order: kept with every commit and mirrored in memory, like the
 * facets, so that the dashboard never counts orders.
 */
export interface DayTotals {
  /** Inside a transaction: counts one order in (+1) or out (−1). */
  add(entry: DayEntry, by: 1 | -1): void;
  /** Before COMMIT. */
  write(): void;
  /** After COMMIT, or (with `discard`) after a rollback. */
  settle(): void;
  discard(): void;
  /** The sum of the shops (all when null) on each of `count` days from `firstDay` on. */
  days(firstDay: number, count: number, shopNos: readonly number[] | null): DayTotal[];
}

/** Days since 1970-01-01 in Japan. */
export const jstDayNumber = (moment: number): number => Math.floor((moment + jstOffsetMs) / dayMs);

const keyOf = (shopNo: number, day: number): string => `${shopNo},${day}`;

export function createDayTotals(database: Database): DayTotals {
  const upsert = database.query(
    `INSERT INTO day_totals (shop_no, day, orders, yen) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET orders = orders + excluded.orders, yen = yen + excluded.yen`,
  );
  const totals = new Map<string, DayTotal>();
  const shopNos = new Set<number>();
  const take = ({ shop_no, day, orders, yen }: DayRow): void => {
    const key = keyOf(shop_no, day);
    const old = totals.get(key);
    totals.set(key, { orders: (old?.orders ?? 0) + orders, yen: (old?.yen ?? 0) + yen });
    shopNos.add(shop_no);
  };
  for (const row of database.query<DayRow>('SELECT * FROM day_totals').all()) take(row);
  const pending = new Map<string, DayRow>();

  return {
    add: ({ shop_no, ordered_at, total_yen, mall_status }, by) => {
      if (mall_status === mallStatusCodes.cancelled) return;
      const day = jstDayNumber(ordered_at);
      const key = keyOf(shop_no, day);
      const old = pending.get(key);
      pending.set(key, {
        shop_no,
        day,
        orders: (old?.orders ?? 0) + by,
        yen: (old?.yen ?? 0) + by * total_yen,
      });
    },
    write: () => {
      for (const { shop_no, day, orders, yen } of pending.values()) {
        if (orders !== 0 || yen !== 0) upsert.run(shop_no, day, orders, yen);
      }
    },
    settle: () => {
      for (const row of pending.values()) take(row);
      pending.clear();
    },
    discard: () => pending.clear(),
    days: (firstDay, count, shops) =>
      Array.from({ length: count }, (_, index) => {
        let [orders, yen] = [0, 0];
        for (const no of shops ?? shopNos) {
          const total = totals.get(keyOf(no, firstDay + index));
          orders += total?.orders ?? 0;
          yen += total?.yen ?? 0;
        }
        return { orders, yen };
      }),
  };
}
