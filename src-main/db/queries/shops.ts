import type { ShopInput } from '#shared/contract/shops.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { ShopRecord } from '../../core/ports/records.ts';
import type { Database } from '../database.ts';

interface ShopRow {
  readonly no: number;
  readonly id: string;
  readonly version: number;
  readonly mall: ShopInput['mall'];
  readonly name: string;
  readonly seller_id: string;
  readonly client_id: string;
  readonly environment: ShopInput['environment'];
  readonly redirect_method: ShopInput['redirectMethod'];
  readonly redirect_uri: string;
  readonly last_import_to: number | null;
  readonly last_import_at: number | null;
  readonly removed_at: number | null;
}

/** A shop with its small number, which orders and runs refer to. */
export interface StoredShop {
  readonly no: number;
  readonly isRemoved: boolean;
  readonly record: ShopRecord;
}

export interface ShopReader {
  /** Shops in view, in the order in which they were added. */
  all(): StoredShop[];
  /** Removed ones too: their orders stay. */
  find(id: ShopId): StoredShop | null;
  /** Throws `not_found` for an unknown or removed shop. */
  require(id: ShopId): StoredShop;
}

export function createShopReader(database: Database): ShopReader {
  const selectAll = database.query<ShopRow>('SELECT * FROM shops WHERE removed_at IS NULL ORDER BY no');
  const selectOne = database.query<ShopRow>('SELECT * FROM shops WHERE id = ?');
  const find = (id: ShopId): StoredShop | null => {
    const row = selectOne.get(id);
    return row === undefined ? null : toShop(row);
  };
  return {
    all: () => selectAll.all().map(toShop),
    find,
    require: (id) => {
      const shop = find(id);
      if (shop === null || shop.isRemoved) {
        throw new AppError('not_found', 'No such shop', { details: { entity: 'shop', id } });
      }
      return shop;
    },
  };
}

function toShop(row: ShopRow): StoredShop {
  return {
    no: row.no,
    isRemoved: row.removed_at !== null,
    record: {
      id: row.id,
      version: row.version,
      mall: row.mall,
      name: row.name,
      sellerId: row.seller_id,
      clientId: row.client_id,
      environment: row.environment,
      redirectMethod: row.redirect_method,
      redirectUri: row.redirect_uri,
      lastImportTo: row.last_import_to,
      lastImportAt: row.last_import_at,
    },
  };
}
