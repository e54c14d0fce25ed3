import { sql } from 'kysely';
import type { OrderSort } from '#shared/domain/order-query.ts';
import type { Database } from '../database.ts';
import { facetConditions, type SplitFilter } from './order-filter.ts';
import { orderBy, ordersBy, phaseOrdersBy, sortColumns } from './sort-columns.ts';
import type { Piece } from './sql-builder.ts';
import { all, runBuilt } from './sql-builder.ts';

/** Matches of a free filter are counted up to here; a set up to this size is sorted, a larger one is walked. */
const countedUpTo = 20_000;

const conditionsOf = ({ facets, conditions }: SplitFilter): Piece =>
  all([...facetConditions(facets), ...conditions]);

/** How many orders match, counted no further than `limit`. */
export function countFiltered(
  database: Database,
  filter: SplitFilter,
  limit: number,
): { count: number; exact: boolean } {
  const [row] = runBuilt<{ count: number }>(
    database,
    sql`SELECT count(*) AS count FROM (SELECT 1 FROM orders WHERE ${conditionsOf(filter)} LIMIT ${limit + 1})`,
  );
  const count = row?.count ?? 0;
  return { count: Math.min(count, limit), exact: count <= limit };
}

/** The ids of one window of a list filtered by ranges and names of methods or prefectures too. */
export function filteredWindow(
  database: Database,
  query: { filter: SplitFilter; sort: OrderSort; offset: number; limit: number },
): { ids: number[]; total: number; exact: boolean } {
  const { filter, sort, offset, limit } = query;
  const { count, exact } = countFiltered(database, filter, countedUpTo);
  const column = sortColumns[sort.column];
  const phaseIds = filter.facets.phase_id;
  const walked = phaseIds?.length === 1 ? phaseOrdersBy(column) : ordersBy(column);
  const found = runBuilt<{ id: number }>(
    database,
    sql`SELECT id FROM ${exact ? sql`orders` : walked} WHERE ${conditionsOf(filter)}
      ORDER BY ${orderBy(column, sort.direction, exact)} LIMIT ${limit} OFFSET ${offset}`,
  );
  const ids = found.map((row) => row.id);
  return { ids, total: exact ? count : Math.max(count, offset + ids.length), exact };
}
