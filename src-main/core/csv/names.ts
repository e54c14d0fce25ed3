import type { ShopId } from '#shared/domain/ids.ts';
import type { StoreReader } from '../ports/store.ts';
import { builtInPhaseNames } from './field-words.ts';
import type { Ids } from './read-cell.ts';
import type { Names } from './write-cell.ts';

/** Names for ids, as a file shows them. */
export function namesOf(store: Pick<StoreReader, 'phases' | 'shops'>): Names {
  const phases = new Map(store.phases().map(({ id, name }) => [id, name]));
  const shops = new Map(store.shops().map(({ id, name }) => [id, name]));
  return {
    phase: (id) => phases.get(id) ?? String(id),
    shop: (id) => shops.get(id) ?? '',
  };
}

/** Ids for names in a file for one shop: a row that names another shop is in the wrong file. */
export function idsFor(store: Pick<StoreReader, 'phases' | 'shop'>, shopId: ShopId): Ids {
  const phases = new Map<string, number>();
  for (const { id } of store.phases()) {
    for (const name of builtInPhaseNames(id)) phases.set(name, id);
  }
  // A shop's own name goes before a built-in one.
  for (const { id, name } of store.phases()) phases.set(name, id);
  const shop = store.shop(shopId);
  return {
    phase: (name) => phases.get(name) ?? null,
    shop: (name) => (shop !== null && name === shop.name ? shop.id : null),
  };
}
