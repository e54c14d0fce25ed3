import type { ShopInput } from '#shared/contract/shops.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { SqlValue } from '../database.ts';
import type { StoredShop } from '../queries/shops.ts';
import type { FieldChange } from './write-context.ts';

/** A shop's settings and the columns that hold them. */
const settings = [
  ['mall', 'mall'],
  ['name', 'name'],
  ['sellerId', 'seller_id'],
  ['clientId', 'client_id'],
  ['environment', 'environment'],
  ['redirectMethod', 'redirect_method'],
  ['redirectUri', 'redirect_uri'],
] as const satisfies readonly (readonly [keyof ShopInput, string])[];

export const shopColumns = settings.map(([, column]) => column);

export const shopValues = (shop: ShopInput): SqlValue[] => settings.map(([field]) => shop[field]);

export function shopChanges(before: ShopInput | null, after: ShopInput): FieldChange[] {
  return settings
    .filter(([field]) => before?.[field] !== after[field])
    .map(([field]) => ({ field, before: before?.[field] ?? '', after: after[field] }));
}

/** Throws `conflict` when someone wrote the shop after the caller saw it. */
export function requireVersion(shop: StoredShop, expected: number): void {
  const { id, version } = shop.record;
  if (version === expected) return;
  throw new AppError('conflict', 'The shop was changed by someone else', {
    details: { entity: 'shop', id, expected, found: version },
  });
}

/** SQLite's refusal of a second shop with the same mall, environment and seller, as `shop_duplicate`. */
export function asDuplicate(error: unknown, shop: ShopInput): unknown {
  const isDuplicate =
    error instanceof AppError && String(error.details.sqliteCode).startsWith('SQLITE_CONSTRAINT_UNIQUE');
  if (!isDuplicate) return error;
  return new AppError('shop_duplicate', 'This shop is registered already', {
    details: { mall: shop.mall, sellerId: shop.sellerId },
  });
}
