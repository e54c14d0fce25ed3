import { useQuery } from '@tanstack/react-query';
import type { ShopId } from '#shared/domain/ids.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { shopFilterStore } from '../../lib/shop-filter.ts';
import { showOrders } from '../orders/show-orders.ts';

/** Opens the order list on a shop's orders in 「自動受注取込」. */
export function useShowStaged(): (shopId: ShopId) => void {
  const views = useQuery(hostQuery.views.list.queryOptions({ input: {} })).data?.views ?? [];
  return (shopId) => {
    const view = views.find(({ id }) => id === `phase:${phaseIdOf.staging}`);
    if (view === undefined) return;
    shopFilterStore.set(shopId);
    showOrders(view);
  };
}
