import type { OrderView } from '#shared/contract/orders.ts';
import type { OrderFilter, OrderSort } from '#shared/domain/order-query.ts';
import { createStore, type Store } from '../../lib/store.ts';

/** What the order list shows now: a view, and how the operator changed it since. */
export interface OrderListState {
  readonly viewId: string;
  readonly filter: OrderFilter;
  readonly search: string;
  readonly sort: OrderSort;
}

export const defaultSort: OrderSort = { column: 'orderedAt', direction: 'desc' };

export const orderListStore = createStore<OrderListState>({
  viewId: 'all',
  filter: {},
  search: '',
  sort: defaultSort,
});

const openOrder = createStore<number | null>(null);
let mayOpen: (next: number | null) => boolean = () => true;

/** Asks `guard` before another order opens or the panel closes: unsaved edits are left by choice only. */
export function guardOpenOrder(guard: (next: number | null) => boolean): void {
  mayOpen = guard;
}

/** The order whose detail is open; null closes the panel. */
export const openOrderStore: Store<number | null> = {
  ...openOrder,
  set: (next) => {
    const value = typeof next === 'function' ? next(openOrder.get()) : next;
    if (value === openOrder.get() || mayOpen(value)) openOrder.set(value);
  },
};

/** Shows a view as it was saved. */
export function showSaved({ id: viewId, filter, search, sort }: OrderView): void {
  orderListStore.set({ viewId, filter, search, sort });
}

export function setSearch(search: string): void {
  orderListStore.set((old) => (old.search === search ? old : { ...old, search }));
}

export function setFilter(filter: OrderFilter): void {
  orderListStore.set((old) => ({ ...old, filter: withoutEmpty(filter) }));
}

/** Drops conditions that say nothing, so that equal conditions are equal objects in text form. */
export function withoutEmpty(filter: { [K in keyof OrderFilter]?: OrderFilter[K] | undefined }): OrderFilter {
  return Object.fromEntries(
    Object.entries(filter).filter(
      ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** Whether two filters mean the same, whatever the order of their parts. */
export function sameFilter(a: OrderFilter, b: OrderFilter): boolean {
  const canonical = (filter: OrderFilter) =>
    JSON.stringify(
      Object.entries(withoutEmpty(filter))
        .map(([key, value]) => [key, Array.isArray(value) ? [...value].sort() : value] as const)
        .sort(([x], [y]) => (x < y ? -1 : 1)),
    );
  return canonical(a) === canonical(b);
}

/** Views in their order; a built-in one that shows exactly what an earlier one shows is left out. */
export function distinctViews(views: readonly OrderView[]): OrderView[] {
  const sorted = [...views].sort((a, b) => a.position - b.position);
  return sorted.filter(
    (view, index) =>
      !view.builtIn || !sorted.slice(0, index).some((earlier) => sameFilter(earlier.filter, view.filter)),
  );
}
