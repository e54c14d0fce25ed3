import type { Database, SqlValue } from './database.ts';

/** The columns by which orders are counted at all times. Their order is that of the primary key. */
export const facetColumns = [
  'shop_no',
  'phase_id',
  'mall_status',
  'pay_status',
  'ship_status',
  'fraud_hold',
  'is_seen',
  'is_split',
  'is_test_order',
  'has_buyer_comments',
  'need_gift_wrap',
] as const;
export type FacetColumn = (typeof facetColumns)[number];
/** One value per facet: what an order is counted under. */
export type FacetValues = Readonly<Record<FacetColumn, number>>;
/** Values allowed per facet; a facet left out allows all. */
export type FacetFilter = { readonly [column in FacetColumn]?: readonly number[] };

export interface FacetGroup extends FacetValues {
  readonly count: number;
}

const keyOf = (values: FacetValues): string => facetColumns.map((column) => values[column]).join(',');

/**
 * How many orders share each combination of facets: kept in the table with every commit, and mirrored in memory
 * (a few thousand rows at most), so that views are counted without touching an order.
 */
export interface FacetCounts {
  /** Inside a transaction: counts one order in (+1) or out (−1). */
  add(values: FacetValues, by: 1 | -1): void;
  /** Before COMMIT: writes what `add` gathered. */
  write(): void;
  /** After COMMIT, or (with `discard`) after a rollback. */
  settle(): void;
  discard(): void;
  /** Sums the orders allowed by the filter. */
  count(filter: FacetFilter): number;
  /** Sums them per value of one facet. */
  countBy(column: FacetColumn, filter: FacetFilter): Map<number, number>;
}

export function createFacetCounts(database: Database): FacetCounts {
  const upsert = database.query(
    `INSERT INTO facet_counts (${facetColumns.join(', ')}, count) VALUES (${facetColumns.map(() => '?').join(', ')}, ?)
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  );
  const groups = new Map<string, FacetGroup>();
  for (const row of database.query<FacetGroup>('SELECT * FROM facet_counts').all()) {
    groups.set(keyOf(row), row);
  }
  const pending = new Map<string, { values: FacetValues; by: number }>();

  return {
    add: (values, by) => {
      const key = keyOf(values);
      const entry = pending.get(key);
      if (entry === undefined) pending.set(key, { values, by });
      else entry.by += by;
    },
    write: () => {
      for (const { values, by } of pending.values()) {
        if (by === 0) continue;
        const parameters: SqlValue[] = facetColumns.map((column) => values[column]);
        upsert.run(...parameters, by);
      }
    },
    settle: () => {
      for (const [key, { values, by }] of pending) {
        groups.set(key, { ...values, count: (groups.get(key)?.count ?? 0) + by });
      }
      pending.clear();
    },
    discard: () => pending.clear(),
    count: (filter) => {
      let sum = 0;
      for (const group of groups.values()) if (allows(filter, group)) sum += group.count;
      return sum;
    },
    countBy: (column, filter) => {
      const sums = new Map<number, number>();
      for (const group of groups.values()) {
        if (group.count === 0 || !allows(filter, group)) continue;
        sums.set(group[column], (sums.get(group[column]) ?? 0) + group.count);
      }
      return sums;
    },
  };
}

function allows(filter: FacetFilter, values: FacetValues): boolean {
  for (const column in filter) {
    const allowed = filter[column as FacetColumn];
    if (allowed !== undefined && !allowed.includes(values[column as FacetColumn])) return false;
  }
  return true;
}
