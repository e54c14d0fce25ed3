import { useTranslation } from 'react-i18next';
import type { Shop } from '#shared/contract/shops.ts';
import { host } from '../../lib/connection/index.ts';
import { RemoveButton } from '../../ui/remove-button.tsx';
import { shopSelectionStore } from './shop-selection.ts';
import { useReloadShops } from './use-reload-shops.ts';

/** Removing takes keys and tokens along, which no undo brings back: so it asks. */
export function RemoveShopButton({ shop }: { shop: Shop }) {
  const { t } = useTranslation();
  const reload = useReloadShops();
  return (
    <RemoveButton
      label={t('shops.remove')}
      title={t('shops.removeTitle', { name: shop.name })}
      text={t('shops.removeText')}
      removed={t('shops.removed')}
      onRemove={async () => {
        await host.shops.remove({ shopId: shop.id, version: shop.version });
        shopSelectionStore.set((old) => ({ ...old, shopId: null }));
        await reload();
      }}
    />
  );
}
