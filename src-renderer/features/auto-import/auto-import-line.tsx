import { Anchor, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ShopId } from '#shared/domain/ids.ts';
import styles from './auto-import.module.css';
import { ShopSwitch } from './shop-switch.tsx';
import { stateText } from './state-words.ts';
import { useMonitoredShop } from './use-monitor.ts';

/** 「自動受注取込」 of one shop as a line of another card: its switch, its state, the way to the monitor. */
export function AutoImportLine({ shopId }: { shopId: ShopId }) {
  const { t } = useTranslation();
  const shop = useMonitoredShop(shopId);
  if (shop === undefined) return null;
  return (
    <Group className={styles.line ?? ''} gap="md" mt="md">
      <ShopSwitch shop={shop} label={t('autoImport.card.line')} />
      {shop.state.kind !== 'off' && <span>{stateText(t, shop, Date.now())}</span>}
      <Anchor href="#/autoImport" size="sm">
        {t('autoImport.card.open')}
      </Anchor>
    </Group>
  );
}
