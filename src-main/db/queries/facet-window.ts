import { sql } from 'kysely';
import type { OrderSort } from '#shared/domain/order-query.ts';
import type { Database } from '../database.ts';
import type { FacetColumn, FacetCounts, FacetFilter } from '../facets.ts';
import { deepMerge } from './deep-merge.ts';
import { mergedPhases, type Page, rowsOf } from './merged-phases.ts';
import { facetConditions } from './order-filter.ts';
import { isEven, isIndexedByPhase, opposite, orderBy, ordersBy, sortColumns } from './sort-columns.ts';
import type { Piece } from './sql-builder.ts';
import { all, isOneOf, runBuilt } from './sql-builder.ts';

/** Facets that have an index of their own. */
const indexedFacets = ['shop_no', 'mall_status', 'pay_status', 'ship_status', 'fraud_hold'] as const;
/** Fetching a row and sorting it costs about this many steps along an index. */
const lookupCost = 8;

/** Which rows of a phase a filter takes: all of them (`rest` empty) or some. */
interface PhasePart {
  readonly phaseId: number;
  readonly matching: number;
  readonly total: number;
}

/**
 * The ids of one window of a list that is filtered by facets only. The maintained counts give the exact total,
 * let a deep window be read from the nearer end, and decide between three plans: the sort's own index, the
 * phases' indexes merged, or a small set sorted.
 */
export function facetWindow(
  database: Database,
  counts: FacetCounts,
  query: { facets: FacetFilter; sort: OrderSort; offset: number; limit: number },
): { ids: number[]; total: number } {
  const total = counts.count(query.facets);
  const size = Math.min(query.limit, total - query.offset);
  if (size <= 0) return { ids: [], total };
  const fromEnd = total - query.offset - size;
  const isReversed = fromEnd < query.offset;
  const page: Page = {
    column: sortColumns[query.sort.column],
    direction: isReversed ? opposite(query.sort.direction) : query.sort.direction,
    offset: isReversed ? fromEnd : query.offset,
    limit: size,
  };
  const group = isIndexedByPhase(page.column) ? undefined : indexedFacets.find((one) => one === page.column);
  const ids =
    group === undefined || total === counts.count({})
      ? idsOf(database, counts, query.facets, page, total)
      : groupedIds(database, counts, query.facets, group, page);
  return { ids: isReversed ? ids.reverse() : ids, total };
}

/** Sorted by a facet: the counts tell which of its values the window shows; within a value the order is that of ids. */
function groupedIds(
  database: Database,
  counts: FacetCounts,
  facets: FacetFilter,
  group: (typeof indexedFacets)[number],
  { direction, offset, limit }: Page,
): number[] {
  const way = direction === 'asc' ? 1 : -1;
  const groups = [...counts.countBy(group, facets)].sort(([left], [right]) => way * (left - right));
  const ids: number[] = [];
  let skipped = 0;
  for (const [value, size] of groups) {
    const from = Math.max(offset - skipped, 0);
    const wanted = Math.min(limit - ids.length, size - from);
    skipped += size;
    if (wanted <= 0) continue;
    const page = { column: 'id', direction, offset: from, limit: wanted };
    // One by one: a window of 500 may be longer than the argument list of a call likes.
    for (const id of idsOf(database, counts, { ...facets, [group]: [value] }, page, size)) ids.push(id);
    if (ids.length === limit) break;
  }
  return ids;
}

function idsOf(
  database: Database,
  counts: FacetCounts,
  facets: FacetFilter,
  page: Page,
  total: number,
): number[] {
  const parts = phaseParts(counts, facets);
  const wholeList = total === counts.count({}) ? ordersBy(page.column) : null;
  const byPhase = isIndexedByPhase(page.column);
  if (wholeList === null && byPhase && parts.every(({ matching, total: inPhase }) => matching === inPhase)) {
    return deepMerge(database, parts, page);
  }
  const plan =
    wholeList === null
      ? byPhase
        ? choosePlan(counts, facets, parts, page)
        : acrossPhases(counts, facets, parts, page)
      : sql`SELECT id FROM ${wholeList} ORDER BY ${orderBy(page.column, page.direction)} ${rowsOf(page)}`;
  return runBuilt<{ id: number }>(database, plan).map((row) => row.id);
}

/** For a filter that takes only some orders of a phase: walk the phases in sort order, or sort the matches. */
function choosePlan(
  counts: FacetCounts,
  facets: FacetFilter,
  parts: readonly PhasePart[],
  page: Page,
): Piece {
  const reach = page.offset + page.limit;
  let walked = 0;
  for (const { matching, total: inPhase } of parts) {
    const steps = Math.min(matching, reach) * (inPhase / matching);
    walked += inPhase === matching ? steps : steps * lookupCost;
  }
  const driver = cheapestDriver(counts, facets);
  return driver !== null && driver.rows * lookupCost < walked
    ? sortedSet(driver.from, facets, page)
    : mergedPhases(
        parts.map(({ phaseId, matching, total: inPhase }) => ({
          phaseId,
          conditions: matching === inPhase ? [] : facetConditions(facets, 'phase_id'),
        })),
        page,
      );
}

/** A step along an index with a look at the order's phase, in steps along an index alone. */
const phaseLookupCost = 3;
/** A set of this size is sorted rather than looked for along an index that may meet it last. */
const sortedSurely = 60_000;

/** By a column that is not indexed by phase: walk its index over all phases, or sort the matches. */
function acrossPhases(
  counts: FacetCounts,
  facets: FacetFilter,
  parts: readonly PhasePart[],
  page: Page,
): Piece {
  const phases = parts.map(({ phaseId }) => phaseId);
  const inPhases = parts.reduce((sum, { total }) => sum + total, 0);
  const matching = parts.reduce((sum, part) => sum + part.matching, 0);
  const stepsPerMatch = counts.count({}) / matching;
  const lookupsPerMatch = matching === inPhases ? 0 : inPhases / matching;
  const walked =
    (page.offset + page.limit) * (stepsPerMatch * phaseLookupCost + lookupsPerMatch * lookupCost);
  const narrowed = { ...facets, phase_id: phases };
  const driver = cheapestDriver(counts, narrowed);
  const isCheap =
    driver !== null &&
    (driver.rows * lookupCost < walked || (!isEven(page.column) && driver.rows <= sortedSurely));
  if (driver !== null && isCheap) return sortedSet(driver.from, narrowed, page);
  const rest = facetConditions(facets, 'phase_id');
  // `id` and phase lie in a narrow index: the row itself is read only for orders of the right phases.
  return sql`SELECT id FROM ${ordersBy(page.column) ?? sql`orders`} WHERE EXISTS
      (SELECT 1 FROM orders AS narrow INDEXED BY ix_orders_id_phase
        WHERE narrow.id = orders.id AND ${isOneOf('narrow.phase_id', phases)}) AND ${all(rest)}
    ORDER BY ${orderBy(page.column, page.direction)} ${rowsOf(page)}`;
}

function phaseParts(counts: FacetCounts, facets: FacetFilter): PhasePart[] {
  const totals = counts.countBy('phase_id', {});
  return [...counts.countBy('phase_id', facets)].map(([phaseId, matching]) => ({
    phaseId,
    matching,
    total: totals.get(phaseId) ?? matching,
  }));
}

/** The index on facets that leads to the fewest rows. */
function cheapestDriver(counts: FacetCounts, facets: FacetFilter): { rows: number; from: Piece } | null {
  const given = indexedFacets.filter((column) => facets[column] !== undefined);
  const candidates: { rows: number; index: string }[] = given.map((column) => ({
    rows: counts.count(only(facets, [column])),
    index: `ix_orders_${column}`,
  }));
  if (facets.phase_id !== undefined) {
    candidates.push({ rows: counts.count(only(facets, ['phase_id'])), index: 'ix_orders_phase_id' });
    if (facets.pay_status !== undefined) {
      const rows = counts.count(only(facets, ['phase_id', 'pay_status']));
      candidates.push({ rows, index: 'ix_orders_phase_pay_status' });
    }
  }
  const [best] = candidates.sort((left, right) => left.rows - right.rows);
  return best === undefined ? null : { rows: best.rows, from: sql`orders INDEXED BY ${sql.ref(best.index)}` };
}

const only = (facets: FacetFilter, columns: readonly FacetColumn[]): FacetFilter =>
  Object.fromEntries(columns.map((column) => [column, facets[column]]));

function sortedSet(from: Piece, facets: FacetFilter, page: Page): Piece {
  return sql`SELECT id FROM ${from} WHERE ${all(facetConditions(facets))}
    ORDER BY ${orderBy(page.column, page.direction)} ${rowsOf(page)}`;
}
