import { AppError } from '#shared/domain/errors.ts';
import type { EmailAuthRecord, ShopRecord } from '../ports/records.ts';
import type { StoreReader } from '../ports/store.ts';

/**
 * The email authentication that a pasted text belongs to: by the `state` of its address, or, for a bare code,
 * the shop's latest. Throws AppError `email_auth_foreign_shop` (another shop's link), `consent_state_mismatch`
 * (nobody's), `email_auth_none`, `consent_code_missing`.
 */
export function findEmailAuth(
  store: Pick<StoreReader, 'emailAuthByState' | 'latestEmailAuth' | 'shop'>,
  shop: ShopRecord,
  stateHashes: readonly string[],
  bareCode: string | null,
): EmailAuthRecord {
  const found = stateHashes.flatMap((hash) => store.emailAuthByState(hash) ?? []);
  const own = found.find((record) => record.shopId === shop.id);
  if (own !== undefined) return own;
  const [foreign] = found;
  if (foreign !== undefined) {
    throw new AppError('email_auth_foreign_shop', 'The pasted address belongs to another shop', {
      details: { shopName: store.shop(foreign.shopId)?.name ?? '', thisShopName: shop.name },
    });
  }
  const latest = store.latestEmailAuth(shop.id);
  if (latest === null) throw new AppError('email_auth_none', 'No email authentication was asked for');
  if (stateHashes.length > 0) {
    throw new AppError('consent_state_mismatch', 'The pasted address belongs to no email authentication', {
      details: { reason: 'state_differs' },
    });
  }
  if (bareCode === null) {
    throw new AppError('consent_code_missing', 'The pasted text holds neither address nor code', {
      details: { reason: 'no_code' },
    });
  }
  return latest;
}
