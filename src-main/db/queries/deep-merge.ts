import { sql } from 'kysely';
import type { Database, SqlValue } from '../database.ts';
import type { Page } from './merged-phases.ts';
import { mergedPhases } from './merged-phases.ts';
import { orderBy, phaseOrdersBy } from './sort-columns.ts';
import type { Piece } from './sql-builder.ts';
import { all, runBuilt } from './sql-builder.ts';

/** A whole phase as one sorted list among those that are merged. */
export interface WholePhase {
  readonly phaseId: number;
  readonly total: number;
}

/** Merging this many rows on the way to a window costs less than looking for a place nearer to it. */
const nearEnough = 1_000;
const mostSteps = 6;

/** A row of the largest phase, and how many rows of all phases come before it. */
interface Place {
  readonly key: SqlValue;
  readonly id: number;
  readonly before: number;
}

/**
 * Ids of a stretch deep inside the merged lists of whole phases. Merging row by row from the start would take
 * a quarter of a microsecond each; skipping inside one index a hundredth of that. So a row of the largest phase
 * shortly before the stretch is found first, its rank known from counting the other phases up to it, and the
 * merge begins there.
 */
export function deepMerge(database: Database, phases: readonly WholePhase[], page: Page): number[] {
  const place = page.offset > nearEnough ? placeBefore(database, phases, page) : null;
  const query =
    place === null
      ? mergedPhases(
          phases.map(({ phaseId }) => ({ phaseId, conditions: [] })),
          page,
        )
      : mergedPhases(
          phases.flatMap(({ phaseId }) =>
            rangesFrom(page, place).map((range) => ({ phaseId, conditions: [range] })),
          ),
          { ...page, offset: page.offset - place.before },
        );
  return runBuilt<{ id: number }>(database, query).map((row) => row.id);
}

/** The latest place found that is not beyond the stretch; null when there is none. */
function placeBefore(database: Database, phases: readonly WholePhase[], page: Page): Place | null {
  const [largest, ...others] = phases.toSorted((left, right) => right.total - left.total);
  if (largest === undefined || others.length === 0) return null;
  const share = largest.total / phases.reduce((sum, { total }) => sum + total, 0);
  let rank = Math.min(Math.floor(page.offset * share), largest.total - 1);
  let best: Place | null = null;
  for (let step = 0; step < mostSteps && rank >= 0; step++) {
    const place = placeAt(database, largest, others, rank, page);
    if (place === null) return best;
    const missing = page.offset - place.before;
    if (missing >= 0 && (best === null || place.before > best.before)) best = place;
    if (missing >= 0 && missing <= nearEnough) return best;
    // Too far: back by the excess, which is never too little. Too near: on by the largest phase's share.
    rank = Math.min(missing < 0 ? rank + missing : rank + Math.floor(missing * share), largest.total - 1);
  }
  return best;
}

function placeAt(
  database: Database,
  largest: WholePhase,
  others: readonly WholePhase[],
  rank: number,
  page: Page,
): Place | null {
  const [row] = runBuilt<{ key: SqlValue; id: number }>(
    database,
    sql`SELECT ${sql.ref(page.column)} AS key, id FROM ${phaseOrdersBy(page.column)}
      WHERE phase_id = ${largest.phaseId} ORDER BY ${orderBy(page.column, page.direction)}
      LIMIT 1 OFFSET ${rank}`,
  );
  if (row === undefined) return null;
  const counts = others.flatMap(({ phaseId }) =>
    rangesBefore(page, row).map(
      (range) => sql`(SELECT count(*) FROM ${phaseOrdersBy(page.column)}
        WHERE ${all([sql`phase_id = ${phaseId}`, range])})`,
    ),
  );
  const [counted] = runBuilt<{ before: number }>(
    database,
    sql`SELECT ${sql.join(counts, sql` + `)} AS before`,
  );
  return { ...row, before: rank + (counted?.before ?? 0) };
}

/** What comes before a row in the sort, as ranges of the index. Nothing (NULL) sorts before everything. */
function rangesBefore({ column, direction }: Page, { key, id }: { key: SqlValue; id: number }): Piece[] {
  const name = sql.ref(column);
  const tie = direction === 'asc' ? sql`id < ${id}` : sql`id > ${id}`;
  if (key === null) {
    const ties = sql`${name} IS NULL AND ${tie}`;
    return direction === 'asc' ? [ties] : [sql`${name} IS NOT NULL`, ties];
  }
  const ties = sql`${name} = ${key} AND ${tie}`;
  return direction === 'asc'
    ? [sql`${name} IS NULL`, sql`${name} < ${key}`, ties]
    : [sql`${name} > ${key}`, ties];
}

/** The row and all that comes after it, as ranges of the index. */
export function rangesFrom(
  { column, direction }: Pick<Page, 'column' | 'direction'>,
  { key, id }: { key: SqlValue; id: number },
): Piece[] {
  const name = sql.ref(column);
  const tie = direction === 'asc' ? sql`id >= ${id}` : sql`id <= ${id}`;
  if (key === null) {
    const ties = sql`${name} IS NULL AND ${tie}`;
    return direction === 'asc' ? [ties, sql`${name} IS NOT NULL`] : [ties];
  }
  const ties = sql`${name} = ${key} AND ${tie}`;
  return direction === 'asc'
    ? [ties, sql`${name} > ${key}`]
    : [ties, sql`${name} < ${key}`, sql`${name} IS NULL`];
}
