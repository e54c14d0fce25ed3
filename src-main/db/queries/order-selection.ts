import { sql } from 'kysely';
import type { OrderQuery } from '#shared/domain/order-query.ts';
import type { JstDate } from '#shared/domain/time.ts';
import type { Database } from '../database.ts';
import { createWordQuery, wordsOf } from '../search/word-query.ts';
import { createFilterSplit } from './order-filter.ts';
import { matchingOrders } from './search-window.ts';
import { createShopReader } from './shops.ts';
import { orderBy, sortColumns } from './sort-columns.ts';
import type { Piece } from './sql-builder.ts';

/** All orders that match a query, as a subquery with the columns `id` and, in list order, `sort_key`. */
export interface OrderSelection {
  readonly ids: Piece;
  /** The ORDER BY list that ranks its rows. */
  readonly rank: Piece;
}

/** The orders of a query that was looked through before; null when it was not. */
export type KnownIds = (query: OrderQuery) => readonly number[] | null;

const namedOrders = (ids: readonly number[], columns: Piece): Piece =>
  sql`SELECT ${columns} FROM orders WHERE orders.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;

/**
 * Everything that matches, without a limit and without leaving SQLite: for work on a whole list. In the order of the
 * database, neighbours in it are neighbours in its indexes too, which makes changing them much faster.
 */
export function createOrderSelection(
  database: Database,
  knownIds: KnownIds,
): (query: OrderQuery, today: JstDate, inListOrder: boolean) => OrderSelection {
  const wordQuery = createWordQuery(database);
  const shops = createShopReader(database);
  return (query, today, inListOrder) => {
    const { filter, search, sort } = query;
    const splitOf = createFilterSplit({
      database,
      shopNo: (id) => shops.find(id)?.no ?? null,
      today: () => today,
    });
    const split = splitOf(filter);
    const words = wordsOf(search).map(wordQuery);
    const column = sortColumns[sort.column];
    const columns = inListOrder ? sql`orders.id, ${sql.ref(column)} AS sort_key` : sql`orders.id`;
    const known = knownIds(query);
    return {
      ids: known === null ? matchingOrders(split, words, columns) : namedOrders(known, columns),
      rank: inListOrder ? orderBy('sort_key', sort.direction) : sql`id`,
    };
  };
}
