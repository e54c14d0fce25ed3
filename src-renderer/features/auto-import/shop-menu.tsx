import { ActionIcon, Menu } from '@mantine/core';
import {
  IconBuildingStore,
  IconDots,
  IconGitCompare,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconSettings,
  IconStethoscope,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ShopMonitor } from '#shared/contract/auto-import.ts';
import { openDiagnosis } from '../diagnosis/diagnosis-store.ts';
import { openConsent } from '../shops/shop-selection.ts';
import { canCompare, canRunNow } from './help-for.ts';
import { useLoopCommands } from './use-loop-commands.ts';
import { useSaveShop } from './use-save-shop.ts';

/** Everything that can be done with one shop's loop. */
export function ShopMenu({
  shop,
  hasConsent,
  onEdit,
}: {
  shop: ShopMonitor;
  hasConsent: boolean;
  onEdit: () => void;
}) {
  const { t } = useTranslation();
  const { runNow, reconcile } = useLoopCommands();
  const { save } = useSaveShop();
  const { shopId, shopName, settings } = shop;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('autoImport.menu', { shop: shopName })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconRefresh size={15} aria-hidden />}
          disabled={!canRunNow(shop)}
          onClick={() => runNow.mutate({ shopIds: [shopId] })}
        >
          {t('autoImport.runNow')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconGitCompare size={15} aria-hidden />}
          disabled={!canCompare(shop, hasConsent)}
          onClick={() => reconcile.mutate({ shopIds: [shopId] })}
        >
          {t('autoImport.reconcile')}
        </Menu.Item>
        <Menu.Divider />
        {settings.isOn && (
          <Menu.Item
            leftSection={
              settings.isPaused ? (
                <IconPlayerPlay size={15} aria-hidden />
              ) : (
                <IconPlayerPause size={15} aria-hidden />
              )
            }
            onClick={() =>
              save(
                shop,
                { isPaused: !settings.isPaused },
                t(settings.isPaused ? 'autoImport.resumed' : 'autoImport.paused', { shop: shopName }),
              )
            }
          >
            {t(settings.isPaused ? 'autoImport.help.resume' : 'autoImport.pause')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconSettings size={15} aria-hidden />} onClick={onEdit}>
          {t('autoImport.settings')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconStethoscope size={15} aria-hidden />}
          onClick={() => openDiagnosis({ shopId, scope: 'shared' })}
        >
          {t('autoImport.help.diagnose')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconBuildingStore size={15} aria-hidden />}
          onClick={() => openConsent(shopId)}
        >
          {t('autoImport.openShop')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
