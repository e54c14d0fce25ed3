import type { OrderView, OrderWindow } from '#shared/contract/orders.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { OrderFilter, OrderQuery } from '#shared/domain/order-query.ts';
import type { StoreReader } from '../../core/ports/store.ts';
import type { Database } from '../database.ts';
import type { FacetCounts } from '../facets.ts';
import { listRowSql, type StoredListRow, toOrderRow } from '../orders/list-row.ts';
import { facetWindow } from './facet-window.ts';
import { countFiltered, filteredWindow } from './filtered-window.ts';
import type { SplitFilter } from './order-filter.ts';
import { splitFilter } from './order-filter.ts';
import { createOrderSearch, isSearch } from './search-window.ts';
import type { ShopReader } from './shops.ts';

/** A view with a free filter or a search is counted up to here. */
const viewCountLimit = 1_000;

interface Ids {
  readonly ids: readonly number[];
  readonly total: number;
  readonly exact: boolean;
}

export interface OrderLists {
  window(query: OrderQuery & { offset: number; limit: number }): OrderWindow;
  counts(shopIds?: readonly ShopId[]): ReturnType<StoreReader['orderCounts']>;
}

/** The order list: which rows a window shows, and how many each view holds. */
export function createOrderLists(parts: {
  database: Database;
  counts: FacetCounts;
  shops: ShopReader;
  phaseIds: () => readonly number[];
  views: () => readonly OrderView[];
  revision: () => number;
}): OrderLists {
  const { database, counts, shops, revision } = parts;
  const search = createOrderSearch(database);
  const listRow = database.query<StoredListRow>(listRowSql);
  const split = (filter: OrderFilter): SplitFilter => splitFilter(filter, (id) => shops.find(id)?.no ?? null);

  const idsOf = (query: OrderQuery & { offset: number; limit: number }): Ids => {
    const { sort, offset, limit } = query;
    const filter = split(query.filter);
    if (isSearch(filter, query.search)) {
      const key = JSON.stringify([query.filter, query.search, sort]);
      const found = search.find({ filter, search: query.search, sort, revision: revision(), key });
      return { ids: found.ids.slice(offset, offset + limit), total: found.ids.length, exact: found.exact };
    }
    if (filter.conditions.length > 0)
      return filteredWindow(database, counts, { filter, sort, offset, limit });
    return { ...facetWindow(database, counts, { facets: filter.facets, sort, offset, limit }), exact: true };
  };

  const countView = (view: Pick<OrderView, 'filter' | 'search'>): { count: number; exact: boolean } => {
    const filter = split(view.filter);
    if (isSearch(filter, view.search)) return search.count(filter, view.search, viewCountLimit);
    if (filter.conditions.length > 0) return countFiltered(database, counts, filter, viewCountLimit);
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
      return {
        phases: parts.phaseIds().map((phaseId) => ({ phaseId, count: byPhase.get(phaseId) ?? 0 })),
        views: parts.views().map((view) => ({
          viewId: view.id,
          ...countView({ ...view, filter: narrowed(view.filter, shopIds) }),
        })),
      };
    },
  };
}

/** A view's filter within the chosen shops. */
function narrowed(filter: OrderFilter, shopIds: readonly ShopId[] | undefined): OrderFilter {
  if (shopIds === undefined) return filter;
  const own = filter.shopIds;
  return { ...filter, shopIds: own === undefined ? [...shopIds] : own.filter((id) => shopIds.includes(id)) };
}
