import type { ShopId } from '#shared/domain/ids.ts';
import { createStore } from './store.ts';

/** The shop chosen in the title row; null is every shop. It narrows every list of the window. */
export const shopFilterStore = createStore<ShopId | null>(null);
