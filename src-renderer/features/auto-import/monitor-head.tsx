import { Button, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconGitCompare, IconInbox, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ShopMonitor } from '#shared/contract/auto-import.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import { formatCount } from '../../lib/format.ts';
import styles from './auto-import.module.css';
import { canCompare, canRunNow } from './help-for.ts';
import { overallText } from './overall-words.ts';
import { useLoopCommands } from './use-loop-commands.ts';

/** How all of it stands, in sentences that change seldom enough to be read out. */
export function OverallState({ shops }: { shops: readonly ShopMonitor[] }) {
  const { t } = useTranslation();
  const { trouble, calm } = overallText(t, shops, Date.now());
  return (
    <p className={styles.overall} role="status">
      {trouble !== '' && (
        <span className={styles.bad}>
          <IconAlertTriangle className={styles.sign} size={18} aria-hidden />
          {trouble}
        </span>
      )}
      {calm}
    </p>
  );
}

/** What can be done with every shop shown that is free for it. */
export function MonitorActions({
  shops,
  hasConsent,
}: {
  shops: readonly ShopMonitor[];
  hasConsent: (shopId: ShopId) => boolean;
}) {
  const { t } = useTranslation();
  const { runNow, reconcile, accept } = useLoopCommands();
  const runnable = shops.filter(canRunNow).map(({ shopId }) => shopId);
  const comparable = shops
    .filter((shop) => shop.settings.isOn && canCompare(shop, hasConsent(shop.shopId)))
    .map(({ shopId }) => shopId);
  const staged = shops.filter((shop) => shop.staged > 0);
  const orders = staged.reduce((sum, shop) => sum + shop.staged, 0);
  return (
    <>
      {orders > 0 && (
        <Tooltip label={t('autoImport.acceptHint')} multiline w={300}>
          <Button
            size="sm"
            leftSection={<IconInbox size={16} aria-hidden />}
            loading={accept.isPending}
            onClick={() => accept.mutate({ shopIds: staged.map(({ shopId }) => shopId) })}
          >
            {t('autoImport.accept', { n: formatCount(orders) })}
          </Button>
        </Tooltip>
      )}
      <Button
        size="sm"
        variant={orders > 0 ? 'default' : 'filled'}
        leftSection={<IconRefresh size={16} aria-hidden />}
        disabled={runnable.length === 0}
        loading={runNow.isPending}
        onClick={() => runNow.mutate({ shopIds: runnable })}
      >
        {t('autoImport.runNow')}
      </Button>
      <Tooltip label={t('autoImport.reconcileHint')} multiline w={300}>
        <Button
          size="sm"
          variant="default"
          leftSection={<IconGitCompare size={16} aria-hidden />}
          disabled={comparable.length === 0}
          loading={reconcile.isPending}
          onClick={() => reconcile.mutate({ shopIds: comparable })}
        >
          {t('autoImport.reconcile')}
        </Button>
      </Tooltip>
    </>
  );
}
