import { Button, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dashboard } from '#shared/contract/dashboard.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatMoment } from '../../lib/format.ts';
import { goTo } from '../../lib/navigation.ts';
import { shopFilterStore } from '../../lib/shop-filter.ts';
import { useStore } from '../../lib/store.ts';
import { useNow } from '../../lib/use-now.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { AttentionTiles } from './attention-tiles.tsx';
import styles from './dashboard.module.css';
import { DayChart } from './day-chart.tsx';
import { ExpiryLines } from './expiry-lines.tsx';
import { ImportLines } from './import-lines.tsx';
import { PhaseBars } from './phase-bars.tsx';

/** 「ホーム」: the day at a glance; every number leads to its orders. */
export function DashboardScreen() {
  const { t } = useTranslation();
  const shopId = useStore(shopFilterStore);
  const now = useNow(30_000);
  const dashboard = useQuery({
    ...hostQuery.dashboard.get.queryOptions({ input: shopId ? { shopIds: [shopId] } : {} }),
    placeholderData: (old: Dashboard | undefined) => old,
  });
  return (
    <Page title={t('dashboard.title')} hint={t('dashboard.hint', { at: formatMoment(now) })}>
      {dashboard.isError && <ErrorPanel error={dashboard.error} onRetry={() => void dashboard.refetch()} />}
      {dashboard.isPending && (
        <Stack gap="sm">
          {[84, 220, 160].map((height) => (
            <Skeleton key={height} height={height} />
          ))}
        </Stack>
      )}
      {dashboard.data && <Content dashboard={dashboard.data} />}
    </Page>
  );
}

function Content({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useTranslation();
  const [unit, setUnit] = useState<'orders' | 'yen'>('orders');
  if (dashboard.imports.length === 0) {
    return (
      <Stack gap="sm" align="flex-start" p="lg">
        <Text size="sm">{t('dashboard.empty')}</Text>
        <Button onClick={() => goTo('shops')}>{t('dashboard.openShops')}</Button>
      </Stack>
    );
  }
  return (
    <div className={styles.grid}>
      <AttentionTiles dashboard={dashboard} />
      <Card
        title={t('dashboard.days')}
        actions={
          <SegmentedControl
            aria-label={t('dashboard.daysUnit')}
            value={unit}
            onChange={(value) => setUnit(value === 'yen' ? 'yen' : 'orders')}
            data={[
              { value: 'orders', label: t('dashboard.byOrders') },
              { value: 'yen', label: t('dashboard.byYen') },
            ]}
          />
        }
      >
        <DayChart days={dashboard.days} unit={unit} />
      </Card>
      <Card title={t('dashboard.phases')}>
        <PhaseBars counts={dashboard.phases} />
      </Card>
      <Card
        title={t('dashboard.imports')}
        actions={
          <Button variant="default" onClick={() => goTo('import')}>
            {t('dashboard.openImport')}
          </Button>
        }
      >
        <ImportLines imports={dashboard.imports} />
      </Card>
      <Card
        title={t('dashboard.expiries')}
        actions={
          <Button variant="default" onClick={() => goTo('expiry')}>
            {t('dashboard.openExpiry')}
          </Button>
        }
      >
        <ExpiryLines />
      </Card>
    </div>
  );
}
