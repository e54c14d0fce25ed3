import type { OrderView } from '#shared/contract/orders.ts';
import { goTo } from '../../lib/navigation.ts';
import { openOrderStore, orderListStore } from '../orders/list-state.ts';

/** Opens the order list with a view. */
export function showOrders(view: OrderView): void {
  openOrderStore.set(null);
  orderListStore.set({ viewId: view.id, filter: view.filter, search: view.search, sort: view.sort });
  goTo('orders');
}
