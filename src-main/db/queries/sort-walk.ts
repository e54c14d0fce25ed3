import { sql } from 'kysely';
import type { Database, SqlValue } from '../database.ts';
import { rangesFrom } from './deep-merge.ts';
import type { Page } from './merged-phases.ts';
import { isIndexedByPhase, ordersBy, phaseOrdersBy } from './sort-columns.ts';
import { all, runBuilt } from './sql-builder.ts';

/** Where a walk stands: the last order it has passed. */
export interface WalkPlace {
  readonly key: SqlValue;
  readonly id: number;
}

/**
 * The next orders in list order, `limit` at most; from the first one when `after` is null. Those of other phases may be
 * among them: the caller knows which ones it wants.
 */
export function walk(
  database: Database,
  phaseIds: readonly number[],
  by: Pick<Page, 'column' | 'direction'>,
  after: WalkPlace | null,
  limit: number,
): WalkPlace[] {
  if (phaseIds.length === 0) return [];
  const ranges = after === null ? [sql`1`] : rangesFrom(by, after);
  const sources = isIndexedByPhase(by.column)
    ? phaseIds.map((phaseId) => ({ from: phaseOrdersBy(by.column), where: [sql`phase_id = ${phaseId}`] }))
    : [{ from: ordersBy(by.column) ?? sql`orders`, where: [] }];
  const parts = sources.flatMap(({ from, where }) =>
    ranges.map(
      (range) => sql`SELECT ${sql.ref(by.column)} AS key, id FROM ${from} WHERE ${all([...where, range])}`,
    ),
  );
  const way = by.direction === 'asc' ? sql`ASC` : sql`DESC`;
  const rows = runBuilt<WalkPlace>(
    database,
    sql`SELECT key, id FROM (${sql.join(parts, sql` UNION ALL `)}) ORDER BY key ${way}, id ${way}
      LIMIT ${limit + 1}`,
  );
  // The ranges begin with the order passed last, if it still stands there.
  const next = rows[0]?.id === after?.id && rows[0]?.key === after?.key ? rows.slice(1) : rows;
  return next.slice(0, limit);
}
