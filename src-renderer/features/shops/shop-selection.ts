import type { ShopId } from '#shared/domain/ids.ts';
import { goTo } from '../../lib/navigation.ts';
import { createStore } from '../../lib/store.ts';

export type ShopTab = 'settings' | 'key' | 'consent';

/** The shop and tab the shops screen shows; `new` is the form for one more, null chooses the first. */
export const shopSelectionStore = createStore<{ shopId: ShopId | 'new' | null; tab: ShopTab }>({
  shopId: null,
  tab: 'consent',
});

/** Leads to a shop's consent card, from wherever its consent turned out to be missing. */
export function openConsent(shopId: ShopId): void {
  openShopTab(shopId, 'consent');
}

/** Leads to one tab of a shop. */
export function openShopTab(shopId: ShopId, tab: ShopTab): void {
  shopSelectionStore.set({ shopId, tab });
  goTo('shops');
}

/** The shop whose consent is to be started as soon as its card is shown. */
export const startingConsentStore = createStore<ShopId | null>(null);

/** Leads to a shop's consent card and starts 「リフレッシュトークン更新」 there. */
export function startConsent(shopId: ShopId): void {
  startingConsentStore.set(shopId);
  openConsent(shopId);
}

/** The shop whose email authentication is to be begun as soon as its card is shown. */
export const startingEmailAuthStore = createStore<ShopId | null>(null);

/** Leads to a shop's shared consent and opens 「メール認証」 there. */
export function openSharedConsent(shopId: ShopId): void {
  startingEmailAuthStore.set(shopId);
  openConsent(shopId);
}
