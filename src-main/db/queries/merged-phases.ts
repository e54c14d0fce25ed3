import { sql } from 'kysely';
import type { OrderSort } from '#shared/domain/order-query.ts';
import { orderBy, phaseOrdersBy } from './sort-columns.ts';
import type { Piece } from './sql-builder.ts';
import { all } from './sql-builder.ts';

/** A stretch of a sorted list. */
export interface Page {
  readonly column: string;
  readonly direction: OrderSort['direction'];
  readonly offset: number;
  readonly limit: number;
}

export const rowsOf = ({ limit, offset }: Page): Piece => sql`LIMIT ${limit} OFFSET ${offset}`;

/**
 * Ids of a stretch of the orders of several phases, each narrowed by its own conditions. Every phase is read in
 * sort order from its own index; SQLite merges them and stops at the stretch's end.
 */
export function mergedPhases(
  phases: readonly { readonly phaseId: number; readonly conditions: readonly Piece[] }[],
  page: Page,
): Piece {
  const parts = phases.map(({ phaseId, conditions }) => ({
    from: phaseOrdersBy(page.column),
    where: all([sql`phase_id = ${phaseId}`, ...conditions]),
  }));
  const [first, ...others] = parts;
  if (first !== undefined && others.length === 0) {
    return sql`SELECT id FROM ${first.from} WHERE ${first.where}
      ORDER BY ${orderBy(page.column, page.direction)} ${rowsOf(page)}`;
  }
  const selects = parts.map(
    ({ from, where }) => sql`SELECT ${sql.ref(page.column)} AS sort_key, id FROM ${from} WHERE ${where}`,
  );
  const way = page.direction === 'asc' ? sql`ASC` : sql`DESC`;
  return sql`SELECT id FROM (${sql.join(selects, sql` UNION ALL `)}
    ORDER BY sort_key ${way}, id ${way} ${rowsOf(page)})`;
}
