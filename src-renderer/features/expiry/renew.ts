import type { ExpiryItem } from '#shared/domain/expiry.ts';
import { openShopTab, startConsent } from '../shops/shop-selection.ts';

/** Starts the renewal of an item, or goes to the card that does it. */
export function renew(item: ExpiryItem): void {
  switch (item.renew) {
    case 'start_consent':
      startConsent(item.shopId);
      break;
    case 'email_auth':
      openShopTab(item.shopId, 'consent');
      break;
    case 'replace_key':
    case 'replace_certificate':
      openShopTab(item.shopId, 'key');
      break;
    case 'renew_api_key':
      openShopTab(item.shopId, 'settings');
      break;
  }
}
