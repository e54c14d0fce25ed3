import { sql } from 'kysely';
import type { OrderSort } from '#shared/domain/order-query.ts';
import type { Database } from '../database.ts';
import type { FacetCounts } from '../facets.ts';
import { mergedPhases } from './merged-phases.ts';
import { facetConditions, type SplitFilter } from './order-filter.ts';
import { orderBy, sortColumns } from './sort-columns.ts';
import { all, isOneOf, runBuilt } from './sql-builder.ts';

/** Matches of a free filter are counted up to here; a set up to this size is sorted, a larger one is walked. */
const countedUpTo = 20_000;

/** The phases that can hold matches: those in which the counted part of the filter matches at all. */
const phasesOf = (counts: FacetCounts, filter: SplitFilter): number[] => [
  ...counts.countBy('phase_id', filter.facets).keys(),
];

/** How many orders match, counted no further than `limit`. */
export function countFiltered(
  database: Database,
  counts: FacetCounts,
  filter: SplitFilter,
  limit: number,
): { count: number; exact: boolean } {
  const [row] = runBuilt<{ count: number }>(
    database,
    sql`SELECT count(*) AS count FROM
      (SELECT 1 FROM orders WHERE ${whereOf(counts, filter)} LIMIT ${limit + 1})`,
  );
  const count = row?.count ?? 0;
  return { count: Math.min(count, limit), exact: count <= limit };
}

/** The ids of one window of a list filtered by ranges and names of methods or prefectures too. */
export function filteredWindow(
  database: Database,
  counts: FacetCounts,
  query: { filter: SplitFilter; sort: OrderSort; offset: number; limit: number },
): { ids: number[]; total: number; exact: boolean } {
  const { filter, sort, offset, limit } = query;
  const { count, exact } = countFiltered(database, counts, filter, countedUpTo);
  const column = sortColumns[sort.column];
  const conditions = [...facetConditions(filter.facets, 'phase_id'), ...filter.conditions];
  const found = runBuilt<{ id: number }>(
    database,
    exact
      ? sql`SELECT id FROM orders WHERE ${whereOf(counts, filter)}
          ORDER BY ${orderBy(column, sort.direction, true)} LIMIT ${limit} OFFSET ${offset}`
      : mergedPhases(
          phasesOf(counts, filter).map((phaseId) => ({ phaseId, conditions })),
          { column, direction: sort.direction, offset, limit },
        ),
  );
  const ids = found.map((row) => row.id);
  return { ids, total: exact ? count : Math.max(count, offset + ids.length), exact };
}

/** The phases are always named: the columns' indexes begin with them. */
const whereOf = (counts: FacetCounts, filter: SplitFilter) =>
  all([
    isOneOf('phase_id', phasesOf(counts, filter)),
    ...facetConditions(filter.facets, 'phase_id'),
    ...filter.conditions,
  ]);
