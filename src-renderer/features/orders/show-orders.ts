import type { OrderView } from '#shared/contract/orders.ts';
import { goTo } from '../../lib/navigation.ts';
import { openOrderStore, showSaved } from './list-state.ts';

/** Opens the order list with a view. */
export function showOrders(view: OrderView): void {
  openOrderStore.set(null);
  showSaved(view);
  goTo('orders');
}
