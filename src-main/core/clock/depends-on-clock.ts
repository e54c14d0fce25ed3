import type { ShopRecord } from '../ports/records.ts';

/** The demo mall runs on this PC and lives by its clock, right or wrong; every other mall judges ours. */
export function dependsOnClock(shop: Pick<ShopRecord, 'environment'>): boolean {
  return shop.environment !== 'demo';
}
