import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ShopMonitor } from '#shared/contract/auto-import.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { shopFilterStore } from '../../lib/shop-filter.ts';
import { useStore } from '../../lib/store.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { StopJournal } from '../emergency-stop/stop-journal.tsx';
import { isUsable } from '../shops/consent-badge.tsx';
import styles from './auto-import.module.css';
import { MonitorActions, OverallState } from './monitor-head.tsx';
import { RecentRuns } from './recent-runs.tsx';
import { ReconciliationsCard } from './reconciliations-card.tsx';
import { ShopRow } from './shop-row.tsx';
import { StripLegend } from './strip-legend.tsx';
import { Teach } from './teach.tsx';
import { useMonitor } from './use-monitor.ts';

/** 「自動取込」: what every shop's loop does, did and will do (spec §3 Auto). */
export function AutoImportScreen() {
  const { t } = useTranslation();
  const monitor = useMonitor();
  const shops = useQuery(hostQuery.shops.list.queryOptions({ input: {} })).data?.shops;
  const shopId = useStore(shopFilterStore);
  const all = monitor.data?.shops ?? [];
  const shown = shopId === null ? all : all.filter((shop) => shop.shopId === shopId);
  const canStart =
    all.some(({ settings }) => settings.isOn) || shops?.some(({ sharedConsent }) => isUsable(sharedConsent));
  const isReady = monitor.isSuccess && shops !== undefined;
  return (
    <Page
      title={t('autoImport.title')}
      actions={
        canStart && (
          <MonitorActions
            shops={shown}
            hasConsent={(id) =>
              shops?.some((shop) => shop.id === id && isUsable(shop.sharedConsent)) ?? false
            }
          />
        )
      }
    >
      {monitor.isError && <ErrorPanel error={monitor.error} onRetry={() => void monitor.refetch()} />}
      {monitor.isPending && (
        <Stack gap="sm">
          {[44, 110, 110].map((height, index) => (
            <Skeleton key={index === 0 ? 'head' : `shop-${index}`} height={height} />
          ))}
        </Stack>
      )}
      {isReady && !canStart && (
        <section className={styles.teach} aria-label={t('autoImport.teach.title')}>
          <Teach shops={shops} />
        </section>
      )}
      {isReady && canStart && (
        <>
          <OverallState shops={shown} />
          <Card title={t('autoImport.shops')} actions={<StripLegend />}>
            {shown.length === 0 && <Text c="dimmed">{t('autoImport.noOrdersShop')}</Text>}
            {shown.map((shop) => (
              <ShopRow key={shop.shopId} monitor={shop} shop={shops.find(({ id }) => id === shop.shopId)} />
            ))}
          </Card>
          <RecentRuns shopId={shopId} />
          <ReconciliationsCard
            shopId={shopId}
            days={monitor.data.settings.reconciliationDays}
            nameOf={(id) => nameIn(all, id)}
          />
          <StopJournal />
        </>
      )}
    </Page>
  );
}

function nameIn(shops: readonly ShopMonitor[], shopId: string): string {
  return shops.find((shop) => shop.shopId === shopId)?.shopName ?? '';
}
