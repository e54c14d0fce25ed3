import { type FraudSettings, fraudSettingsSchema } from '#shared/contract/fraud.ts';
import type { StoreReader } from '../ports/store.ts';

/** Key of the guard's settings among those all terminals share. */
export const fraudSettingsKey = 'fraud';

/** Both are on until someone turns them off; what cannot be read counts as on. */
export function readFraudSettings(store: Pick<StoreReader, 'setting'>): FraudSettings {
  const stored = fraudSettingsSchema.safeParse(store.setting(fraudSettingsKey));
  return stored.success ? stored.data : { restrictHeldOrders: true, applyToDetail: true };
}
