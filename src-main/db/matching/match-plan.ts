import { sql } from 'kysely';
import type { Database } from '../database.ts';
import type { FacetColumn, FacetCounts, FacetFilter } from '../facets.ts';
import { withDetails } from '../queries/condition-fields.ts';
import { hasItem } from '../queries/search-window.ts';
import type { Piece } from '../queries/sql-builder.ts';
import { all, firstNumbers, textOf } from '../queries/sql-builder.ts';
import type { WordQuery } from '../search/word-query.ts';

/** Facets with an index of their own: each leads to its orders, by id. */
const indexedFacets = [
  'phase_id',
  'shop_no',
  'mall_status',
  'pay_status',
  'ship_status',
  'fraud_hold',
] as const satisfies readonly FacetColumn[];
/** Fetching a row by an index costs so many times what reading on costs. */
const fetchCost = 4;

/** What is asked of every order. */
export interface MatchQuestion {
  readonly facets: FacetFilter;
  /** Over `orders` joined `withDetails`; facets included. */
  readonly conditions: readonly Piece[];
  /** FTS5 expression that must hold too; '' for none. */
  readonly match: string;
  /** FTS5 expression that holds at least wherever the conditions do; '' for none. */
  readonly candidates: string;
  /** Index of `orders` that leads to few orders; null for none. */
  readonly index: string | null;
  /** Words that are in so many items that `match` cannot name them. */
  readonly commonWords: readonly WordQuery[];
}

/** Answers a question for stretches of orders. */
export interface MatchPlan {
  /** The same for the same question on the same day, and for no other. */
  readonly key: string;
  /** Matching ids between two ids, both included. */
  scan(low: number, high: number): number[];
  /** Those of some ids that match. */
  among(ids: readonly number[]): number[];
}

/** Reads along the search index, along a facet's index or along the table: what promises the fewest rows. */
export function createMatchPlan(database: Database, counts: FacetCounts, question: MatchQuestion): MatchPlan {
  const { facets, match, candidates, index, commonWords } = question;
  const conditions = all(question.conditions);
  const search = [match, candidates].filter((part) => part !== '').join(' AND ');
  const whole = all([
    conditions,
    ...(match === '' ? [] : [matches(match)]),
    ...commonWords.map((word) => inItemsOr(word, matches(word.match))),
  ]);
  const stretch = (low: number, high: number): Piece => {
    const range = sql`BETWEEN ${low} AND ${high}`;
    const rest = all([
      conditions,
      ...commonWords.map((word) => inItemsOr(word, matchesWithin(word.match, range))),
    ]);
    return search === ''
      ? sql`${ordersOf(counts, facets, index)} ${withDetails} WHERE orders.id ${range} AND ${rest}`
      : sql`order_search CROSS JOIN orders ON orders.id = order_search.rowid ${withDetails}
          WHERE order_search MATCH ${search} AND order_search.rowid ${range} AND ${rest}`;
  };
  return {
    key: textOf(whole),
    scan: (low, high) => firstNumbers(database, sql`SELECT orders.id FROM ${stretch(low, high)}`),
    among: (ids) =>
      firstNumbers(
        database,
        sql`SELECT orders.id FROM orders NOT INDEXED ${withDetails}
          WHERE orders.id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND ${whole}`,
      ),
  };
}

/** The order's document matches: asked order by order. */
const matches = (match: string): Piece =>
  sql`EXISTS (SELECT 1 FROM order_search WHERE order_search MATCH ${match} AND order_search.rowid = orders.id)`;

/** The same, looked up once for a whole stretch. */
const matchesWithin = (match: string, range: Piece): Piece =>
  sql`orders.id IN (SELECT rowid FROM order_search WHERE order_search MATCH ${match} AND rowid ${range})`;

const inItemsOr = ({ items }: WordQuery, elsewhere: Piece): Piece =>
  items === null ? elsewhere : sql`(${hasItem(items)} OR ${elsewhere})`;

function ordersOf(counts: FacetCounts, facets: FacetFilter, index: string | null): Piece {
  if (index !== null) return sql`orders INDEXED BY ${sql.ref(index)}`;
  let best = { rows: counts.count({}) / fetchCost, from: sql`orders NOT INDEXED` };
  for (const column of indexedFacets) {
    if (facets[column] === undefined) continue;
    const rows = counts.count({ [column]: facets[column] });
    if (rows < best.rows) best = { rows, from: sql`orders INDEXED BY ${sql.ref(`ix_orders_${column}`)}` };
  }
  return best.from;
}
