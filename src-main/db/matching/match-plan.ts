import { sql } from 'kysely';
import type { Database } from '../database.ts';
import type { FacetColumn, FacetCounts, FacetFilter } from '../facets.ts';
import { withDetails } from '../queries/condition-fields.ts';
import type { OrderSource } from '../queries/order-filter.ts';
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

/** An index without the order id in it is read anew for each stretch: not worth it beyond so many rows. */
const mostByIndex = 5_000;

/** What is asked of every order. */
export interface MatchQuestion {
  readonly facets: FacetFilter;
  /** Over `orders` joined `withDetails`; facets included. */
  readonly conditions: readonly Piece[];
  /** FTS5 expression that must hold too; '' for none. */
  readonly match: string;
  /** FTS5 expression that holds at least wherever the conditions do; '' for none. */
  readonly candidates: string;
  /** Where to read, if there is something better than the whole table. */
  readonly source: OrderSource | null;
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
  const { match, candidates, commonWords } = question;
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
    if (search !== '') {
      return sql`order_search CROSS JOIN orders ON orders.id = order_search.rowid ${withDetails}
        WHERE order_search MATCH ${search} AND order_search.rowid ${range} AND ${rest}`;
    }
    const { from, id } = sourceOf(database, counts, question);
    return sql`${from} ${withDetails} WHERE ${id} ${range} AND ${rest}`;
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

const orderId = sql`orders.id`;

function sourceOf(
  database: Database,
  counts: FacetCounts,
  { source, facets }: MatchQuestion,
): { from: Piece; id: Piece } {
  if (source?.kind === 'memos') {
    return {
      from: sql`order_memos CROSS JOIN orders ON orders.id = order_memos.order_id`,
      id: sql`order_memos.order_id`,
    };
  }
  if (source?.kind === 'index') {
    const from = sql`orders INDEXED BY ${sql.ref(source.index)}`;
    const [few] = firstNumbers(
      database,
      sql`SELECT count(*) FROM (SELECT 1 FROM ${from} WHERE ${source.condition} LIMIT ${mostByIndex + 1})`,
    );
    if (few !== undefined && few <= mostByIndex) return { from, id: orderId };
  }
  let best = { rows: counts.count({}) / fetchCost, from: sql`orders NOT INDEXED` };
  for (const column of indexedFacets) {
    if (facets[column] === undefined) continue;
    const rows = counts.count({ [column]: facets[column] });
    if (rows < best.rows) best = { rows, from: sql`orders INDEXED BY ${sql.ref(`ix_orders_${column}`)}` };
  }
  return { from: best.from, id: orderId };
}
