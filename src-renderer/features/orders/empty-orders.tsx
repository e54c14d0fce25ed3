import { Button, Group, Stack, Text, Title } from '@mantine/core';
import {
  IconBuildingStore,
  IconDownload,
  IconFilterOff,
  IconInbox,
  IconPlayerPlay,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { hostQuery } from '../../lib/connection/index.ts';
import { goTo } from '../../lib/navigation.ts';
import { shopFilterStore } from '../../lib/shop-filter.ts';
import { useStore } from '../../lib/store.ts';
import { isStagedOnly } from '../staging/use-staged.ts';
import { startDemo, useDemo } from '../welcome/demo.ts';
import { orderListStore } from './list-state.ts';

/** Teaches the next step, with its button. */
export function EmptyOrders({ isNarrowed }: { isNarrowed: boolean }) {
  const { t } = useTranslation();
  const shops = useQuery(hostQuery.shops.list.queryOptions({ input: {} })).data?.shops;
  const info = useQuery(hostQuery.system.info.queryOptions({ input: {} })).data;
  const demo = useDemo();
  const { filter, search } = useStore(orderListStore);
  const hasShop = (shops?.length ?? 0) > 0;
  if (search === '' && isStagedOnly(filter)) {
    return (
      <Stack align="center" gap="sm" maw={480}>
        <IconInbox size={40} stroke={1.2} color="var(--text-soft)" aria-hidden />
        <Title order={2}>{t('staging.emptyTitle')}</Title>
        <Text c="dimmed">{t('staging.emptyHint')}</Text>
      </Stack>
    );
  }
  if (isNarrowed) {
    return (
      <Stack align="center" gap="sm" maw={480}>
        <IconFilterOff size={40} stroke={1.2} color="var(--text-soft)" aria-hidden />
        <Title order={2}>{t('orders.empty.filteredTitle')}</Title>
        <Text c="dimmed">{t('orders.empty.filteredHint')}</Text>
        <Button
          variant="default"
          onClick={() => {
            shopFilterStore.set(null);
            orderListStore.set((old) => ({ ...old, viewId: 'all', filter: {}, search: '' }));
          }}
        >
          {t('orders.toolbar.clearFilters')}
        </Button>
      </Stack>
    );
  }
  return (
    <Stack align="center" gap="sm" maw={560}>
      <IconInbox size={44} stroke={1.2} color="var(--text-soft)" aria-hidden />
      <Title order={2} ta="center">
        {t('orders.empty.title')}
      </Title>
      {!hasShop && <Text c="dimmed">{t('orders.empty.noShop')}</Text>}
      <Group>
        {hasShop ? (
          <Button leftSection={<IconDownload size={15} aria-hidden />} onClick={() => goTo('import')}>
            {t('orders.empty.import')}
          </Button>
        ) : (
          <Button leftSection={<IconBuildingStore size={15} aria-hidden />} onClick={() => goTo('shops')}>
            {t('orders.empty.shops')}
          </Button>
        )}
        {info?.demo.available && (
          <Button
            variant="default"
            loading={demo.isStarting}
            leftSection={<IconPlayerPlay size={15} aria-hidden />}
            onClick={startDemo}
          >
            {t('orders.empty.demo')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
