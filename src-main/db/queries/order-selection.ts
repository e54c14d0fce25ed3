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

/**
 * Everything that matches, without a limit and without leaving SQLite: for work on a whole list. In the order of the
 * database, neighbours in it are neighbours in its indexes too, which makes changing them much faster.
 */
export function createOrderSelection(
  database: Database,
): (query: OrderQuery, today: JstDate, inListOrder: boolean) => OrderSelection {
  const wordQuery = createWordQuery(database);
  const shops = createShopReader(database);
  return ({ filter, search, sort }, today, inListOrder) => {
    const splitOf = createFilterSplit({
      database,
      shopNo: (id) => shops.find(id)?.no ?? null,
      today: () => today,
    });
    const split = splitOf(filter);
    const words = wordsOf(search).map(wordQuery);
    const column = sortColumns[sort.column];
    const columns = inListOrder ? sql`orders.id, ${sql.ref(column)} AS sort_key` : sql`orders.id`;
    return {
      ids: matchingOrders(split, words, columns),
      rank: inListOrder ? orderBy('sort_key', sort.direction) : sql`id`,
    };
  };
}
