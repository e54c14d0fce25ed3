import type { NoticePlace } from '#shared/domain/notice.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { goTo } from '../../lib/navigation.ts';
import { queryClient } from '../../lib/query-client.ts';
import { shopFilterStore } from '../../lib/shop-filter.ts';
import { openOrderStore } from '../orders/list-state.ts';
import { showOrders } from '../orders/show-orders.ts';
import { noticesStore } from './notices-store.ts';

/** Shows in the window what a notice is about. */
export async function openPlace(place: NoticePlace): Promise<void> {
  noticesStore.set(place.kind === 'notices');
  switch (place.kind) {
    case 'order':
      goTo('orders');
      openOrderStore.set(place.orderId);
      break;
    case 'newOrders':
      await showView(`phase:${(await hasStaged()) ? phaseIdOf.staging : phaseIdOf.new}`);
      break;
    case 'heldOrders':
      await showView('held');
      break;
    case 'orders':
      goTo('orders');
      break;
    case 'expiry':
      goTo('expiry');
      break;
    case 'autoImport':
      goTo('autoImport');
      break;
    case 'notices':
      break;
  }
}

/** A built-in view, of every shop: the notice may be of another one than the list shows. */
async function showView(id: string): Promise<void> {
  const { views } = await queryClient.fetchQuery(hostQuery.views.list.queryOptions({ input: {} }));
  const view = views.find((known) => known.id === id);
  if (view === undefined) return;
  shopFilterStore.set(null);
  showOrders(view);
}

/** Whether new orders wait in 「自動受注取込」. */
async function hasStaged(): Promise<boolean> {
  const { phases } = await queryClient.fetchQuery(hostQuery.orders.counts.queryOptions({ input: {} }));
  return phases.some(({ phaseId, count }) => phaseId === phaseIdOf.staging && count > 0);
}
