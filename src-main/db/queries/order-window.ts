import type { OrderView, OrderWindow } from '#shared/contract/orders.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { OrderFilter, OrderQuery } from '#shared/domain/order-query.ts';
import type { JstDate } from '#shared/domain/time.ts';
import type { StoreReader } from '../../core/ports/store.ts';
import type { Database } from '../database.ts';
import type { FacetCounts } from '../facets.ts';
import type { Background } from '../matching/background.ts';
import type { FoundIds, MatchQuery } from '../matching/matched-orders.ts';
import { createMatchedOrders } from '../matching/matched-orders.ts';
import type { TouchLog } from '../matching/touch-log.ts';
import { listRowSql, type StoredListRow, toOrderRow } from '../orders/list-row.ts';
import { createWordQuery, wordsOf } from '../search/word-query.ts';
import { facetWindow } from './facet-window.ts';
import type { SplitFilter } from './order-filter.ts';
import { createFilterSplit } from './order-filter.ts';
import { createOrderSearch, isSearch } from './search-window.ts';
import type { ShopReader } from './shops.ts';

/** What all counts together may spend on orders that must be looked at, ms; the rest is counted later. */
const countMs = 5;

export interface OrderLists {
  window(query: OrderQuery & { offset: number; limit: number }): OrderWindow;
  counts(shopIds?: readonly ShopId[]): ReturnType<StoreReader['orderCounts']>;
  /** All orders of a query, in no particular order, if they have been looked for and found; null otherwise. */
  knownIds(query: OrderQuery): readonly number[] | null;
}

/** The order list: which rows a window shows, and how many each view holds. */
export function createOrderLists(parts: {
  database: Database;
  counts: FacetCounts;
  shops: ShopReader;
  phaseIds: () => readonly number[];
  views: () => readonly OrderView[];
  revision: () => number;
  today: () => JstDate;
  touched: TouchLog;
  background: Background;
}): OrderLists {
  const { database, counts, shops, revision, today } = parts;
  const search = createOrderSearch(database);
  const wordQuery = createWordQuery(database);
  const matched = createMatchedOrders({ database, counts, log: parts.touched, background: parts.background });
  const listRow = database.query<StoredListRow>(listRowSql);
  const split = createFilterSplit({ database, shopNo: (id) => shops.find(id)?.no ?? null, today });
  const matchQuery = (filter: SplitFilter, words: string): MatchQuery => ({
    filter,
    words: wordsOf(words).map(wordQuery),
  });

  const idsOf = (query: OrderQuery & { offset: number; limit: number }): FoundIds => {
    const { sort, offset, limit } = query;
    const filter = split(query.filter);
    if (filter.conditions.length > 0) return matched.window(matchQuery(filter, query.search), query);
    if (isSearch(filter, query.search)) {
      const key = JSON.stringify([query.filter, query.search, sort]);
      const found = search.find({ filter, search: query.search, sort, revision: revision(), key });
      // Too many for the index: the newest ones until all are known.
      const all = found.exact ? null : matched.windowIfKnown(matchQuery(filter, query.search), query);
      if (all !== null) return all;
      return { ids: found.ids.slice(offset, offset + limit), total: found.ids.length, exact: found.exact };
    }
    return { ...facetWindow(database, counts, { facets: filter.facets, sort, offset, limit }), exact: true };
  };

  const countView = (view: Pick<OrderView, 'filter' | 'search'>, deadline: number) => {
    const filter = split(view.filter);
    if (filter.conditions.length > 0 || isSearch(filter, view.search)) {
      return matched.count(matchQuery(filter, view.search), deadline);
    }
    return { count: counts.count(filter.facets), exact: true };
  };

  return {
    window: (query) => {
      const { ids, total, exact } = idsOf(query);
      const rows = ids.flatMap((id) => {
        const row = listRow.get(id);
        return row === undefined ? [] : [toOrderRow(row)];
      });
      return { rows, total, totalIsExact: exact, revision: revision() };
    },
    counts: (shopIds) => {
      const shopFilter: OrderFilter = shopIds === undefined ? {} : { shopIds: [...shopIds] };
      const byPhase = counts.countBy('phase_id', split(shopFilter).facets);
      const deadline = performance.now() + countMs;
      return {
        phases: parts.phaseIds().map((phaseId) => ({ phaseId, count: byPhase.get(phaseId) ?? 0 })),
        views: parts.views().map((view) => ({
          viewId: view.id,
          ...countView({ ...view, filter: narrowed(view.filter, shopIds) }, deadline),
        })),
      };
    },
    knownIds: (query) => {
      const filter = split(query.filter);
      const isCounted = filter.conditions.length === 0 && !isSearch(filter, query.search);
      return isCounted ? null : matched.known(matchQuery(filter, query.search));
    },
  };
}

/** A view's filter within the chosen shops. */
function narrowed(filter: OrderFilter, shopIds: readonly ShopId[] | undefined): OrderFilter {
  if (shopIds === undefined) return filter;
  const own = filter.shopIds;
  return { ...filter, shopIds: own === undefined ? [...shopIds] : own.filter((id) => shopIds.includes(id)) };
}
