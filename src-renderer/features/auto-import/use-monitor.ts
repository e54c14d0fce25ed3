import { useQuery } from '@tanstack/react-query';
import type { ShopMonitor } from '#shared/contract/auto-import.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import { hostQuery } from '../../lib/connection/index.ts';

const none: readonly ShopMonitor[] = [];

/** How auto import stands; the host's events keep it up to date. */
export function useMonitor() {
  return useQuery(hostQuery.autoImport.monitor.queryOptions({ input: {} }));
}

/** Every shop's loop; empty until it is known. */
export function useMonitoredShops(): readonly ShopMonitor[] {
  return useMonitor().data?.shops ?? none;
}

/** One shop's loop; undefined until it is known. */
export function useMonitoredShop(shopId: ShopId): ShopMonitor | undefined {
  return useMonitoredShops().find((shop) => shop.shopId === shopId);
}
