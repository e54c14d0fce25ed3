import type { Diagnosis, FixAction } from '#shared/contract/diagnosis.ts';
import { shell } from '../../lib/connection/index.ts';
import { openExternal } from '../../lib/open-external.ts';
import { showError } from '../../ui/error-notice.tsx';
import { openShopTab, startConsent } from '../shops/shop-selection.ts';

/** StoreCreatorPro, whose 「設定 > 暗号鍵管理」 issues and enables the keys. */
const mallKeysUrl = (sellerId: string) => `https://pro.store.yahoo.co.jp/pro.${encodeURIComponent(sellerId)}`;
/** Where the order API is applied for, with the source addresses. */
const mallApplicationsUrl = 'https://developer.yahoo.co.jp/webapi/shopping/help/application.html';

/** Does what a check's button says; `leave` closes the diagnosis where another screen takes over. */
export function runFix(action: FixAction, diagnosis: Diagnosis, leave: () => void, again: () => void): void {
  const { shopId, scope, sellerId } = diagnosis;
  switch (action) {
    case 'start_consent':
      leave();
      if (scope === 'terminal') startConsent(shopId);
      else openShopTab(shopId, 'consent');
      break;
    case 'open_key':
    case 'open_certificate':
      leave();
      openShopTab(shopId, 'key');
      break;
    case 'open_shop_settings':
      leave();
      openShopTab(shopId, 'settings');
      break;
    case 'open_mall_keys':
      void openExternal(mallKeysUrl(sellerId)).catch(showError);
      break;
    case 'open_mall_applications':
      void openExternal(mallApplicationsUrl).catch(showError);
      break;
    case 'open_date_settings':
      void shell.openDateSettings({}).catch(showError);
      break;
    case 'run_again':
      again();
      break;
  }
}
