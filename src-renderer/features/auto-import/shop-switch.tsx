import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ShopMonitor } from '#shared/contract/auto-import.ts';
import { useSaveShop } from './use-save-shop.ts';

/** Auto import of one shop on or off; `label` where the shop's name does not stand beside it. */
export function ShopSwitch({ shop, label }: { shop: ShopMonitor; label?: string }) {
  const { t } = useTranslation();
  const { save, isPending } = useSaveShop();
  const name = { shop: shop.shopName };
  return (
    <Switch
      {...(label === undefined ? { 'aria-label': t('autoImport.switch', name) } : { label })}
      checked={shop.settings.isOn}
      disabled={isPending}
      onChange={({ currentTarget: { checked } }) =>
        save(shop, { isOn: checked }, t(checked ? 'autoImport.turnedOn' : 'autoImport.turnedOff', name))
      }
    />
  );
}
