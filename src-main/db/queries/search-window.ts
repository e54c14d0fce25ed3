import { sql } from 'kysely';
import type { OrderSort } from '#shared/domain/order-query.ts';
import type { Database } from '../database.ts';
import type { WordQuery } from '../search/word-query.ts';
import { createWordQuery, wordsOf } from '../search/word-query.ts';
import { withDetails } from './condition-fields.ts';
import { facetConditions, type SplitFilter } from './order-filter.ts';
import { orderBy, sortColumns } from './sort-columns.ts';
import type { Piece } from './sql-builder.ts';
import { all, runBuilt } from './sql-builder.ts';

/** A search lists the newest matches up to this many; fewer for words in so many items that each match costs more. */
const listedMatches = 5_000;
const listedCostly = 2_000;
/** Results kept for the next window of the same list. */
const keptResults = 8;

interface Found {
  readonly ids: readonly number[];
  readonly exact: boolean;
}

export interface OrderSearch {
  /**
   * All ids that match the words and the counted part of the filter, in list order, up to a limit; beyond it, the
   * newest ones, newest first.
   */
  find(query: { filter: SplitFilter; search: string; sort: OrderSort; revision: number; key: string }): Found;
}

export const isSearch = (filter: SplitFilter, search: string): boolean =>
  filter.matches.length > 0 || wordsOf(search).length > 0;

export function createOrderSearch(database: Database): OrderSearch {
  const wordQuery = createWordQuery(database);
  const kept = new Map<string, Found>();
  let keptRevision = -1;

  const newest = (filter: SplitFilter, words: readonly WordQuery[], limit: number): number[] =>
    runBuilt<{ id: number }>(database, newestMatches(filter, words, limit)).map((row) => row.id);

  const find = (filter: SplitFilter, search: string, sort: OrderSort): Found => {
    const words = wordsOf(search).map(wordQuery);
    const limit = words.some(({ isCostly }) => isCostly) ? listedCostly : listedMatches;
    const ids = newest(filter, words, limit + 1);
    if (ids.length > limit) return { ids: ids.slice(0, limit), exact: false };
    return { ids: sorted(database, ids, sort), exact: true };
  };

  return {
    find: ({ filter, search, sort, revision, key }) => {
      if (keptRevision !== revision) kept.clear();
      keptRevision = revision;
      const known = kept.get(key);
      if (known !== undefined) return known;
      const found = find(filter, search, sort);
      if (kept.size >= keptResults) kept.clear();
      kept.set(key, found);
      return found;
    },
  };
}

function newestMatches(filter: SplitFilter, words: readonly WordQuery[], limit: number): Piece {
  const match = matchOf(filter, words);
  const rest = [...facetConditions(filter.facets), ...words.flatMap(inManyItems)];
  if (match === '') {
    return sql`SELECT id FROM orders NOT INDEXED WHERE ${all(rest)} ORDER BY id DESC LIMIT ${limit}`;
  }
  if (rest.length === 0) {
    return sql`SELECT rowid AS id FROM order_search WHERE order_search MATCH ${match}
      ORDER BY rowid DESC LIMIT ${limit}`;
  }
  return sql`SELECT orders.id FROM ${foundOrders(match, rest)} ORDER BY order_search.rowid DESC LIMIT ${limit}`;
}

/** Every order that matches, in no particular order; `columns` are those of `orders`. */
export function matchingOrders(filter: SplitFilter, words: readonly WordQuery[], columns: Piece): Piece {
  const match = [matchOf(filter, words), filter.candidates].filter((part) => part !== '').join(' AND ');
  const rest = [...facetConditions(filter.facets), ...filter.conditions, ...words.flatMap(inManyItems)];
  const details = filter.conditions.length > 0 ? withDetails : sql``;
  return match === ''
    ? sql`SELECT ${columns} FROM orders ${details} WHERE ${all(rest)}`
    : sql`SELECT ${columns} FROM order_search CROSS JOIN orders ON orders.id = order_search.rowid ${details}
        WHERE ${all([sql`order_search MATCH ${match}`, ...rest])}`;
}

const foundOrders = (match: string, rest: readonly Piece[]): Piece =>
  sql`order_search CROSS JOIN orders ON orders.id = order_search.rowid
    WHERE ${all([sql`order_search MATCH ${match}`, ...rest])}`;

/** One FTS5 expression for all that the search index answers. */
function matchOf(filter: SplitFilter, words: readonly WordQuery[]): string {
  const named = words.filter(({ items }) => items === null).map(({ match }) => match);
  return [...filter.matches, ...named].join(' AND ');
}

/** A word that is in very many items: checked order by order, newest first, which soon fills a window. */
function inManyItems({ match, items }: WordQuery): Piece[] {
  if (items === null) return [];
  const elsewhere = sql`orders.id IN (SELECT rowid FROM order_search WHERE order_search MATCH ${match})`;
  return [sql`(${hasItem(items)} OR ${elsewhere})`];
}

/** A line of the order names one of the items that an FTS5 expression finds. */
export const hasItem = (items: string): Piece =>
  sql`EXISTS (SELECT 1 FROM order_lines WHERE order_lines.order_id = orders.id AND order_lines.search_item IN
    (SELECT rowid FROM item_search WHERE item_search MATCH ${items}))`;

/** Some orders' ids in list order. */
export function sorted(database: Database, ids: readonly number[], sort: OrderSort): number[] {
  const rows = runBuilt<{ id: number }>(
    database,
    sql`SELECT id FROM orders WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
      ORDER BY ${orderBy(sortColumns[sort.column], sort.direction, true)}`,
  );
  return rows.map((row) => row.id);
}
