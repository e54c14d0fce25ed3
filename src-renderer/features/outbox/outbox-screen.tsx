import { Anchor, Button, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutboxEntry } from '#shared/contract/outbox.ts';
import { type OutboxState, outboxStates } from '#shared/domain/mall-operation.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { goTo } from '../../lib/navigation.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Page } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { useFieldName } from '../orders/field-words.ts';
import { openOrderStore } from '../orders/list-state.ts';
import { EntryActions } from './entry-actions.tsx';
import { EntryResult } from './entry-result.tsx';
import { operationFacts } from './operation-words.ts';
import styles from './outbox.module.css';
import { StateBadge } from './state-badge.tsx';

const pageSize = 100;
type Shown = OutboxState | 'all';
/** What needs a person first. */
const shownStates: readonly OutboxState[] = ['failed', 'unknown', 'waiting', 'sending', 'done', 'withdrawn'];

/** 「送信箱」: everything told to the malls and how it fared, with the way on for what went wrong (spec §4). */
export function OutboxScreen() {
  const { t } = useTranslation();
  const [shown, setShown] = useState<Shown>('all');
  const [offset, setOffset] = useState(0);
  const counts = useQuery(hostQuery.outbox.counts.queryOptions({ input: {} })).data?.counts ?? [];
  const list = useQuery({
    ...hostQuery.outbox.list.queryOptions({
      input: { offset, limit: pageSize, ...(shown === 'all' ? {} : { states: [shown] }) },
    }),
    placeholderData: keepPreviousData,
  });
  const countOf = (state: OutboxState) => counts.find((entry) => entry.state === state)?.count ?? 0;
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const entries = list.data?.entries ?? [];
  const label = (name: string, count: number) => (count > 0 ? `${name} ${formatCount(count)}` : name);
  return (
    <Page title={t('outbox.title')} hint={t('outbox.hint')}>
      <section className={styles.sheet} aria-label={t('outbox.title')}>
        <div className={styles.filters}>
          <SegmentedControl
            aria-label={t('outbox.stateLabel')}
            size="sm"
            value={shown}
            data={[
              { value: 'all', label: label(t('outbox.all'), total) },
              ...shownStates.map((state) => ({
                value: state as string,
                label: label(t(`outbox.state.${state}`), countOf(state)),
              })),
            ]}
            onChange={(value) => {
              setShown(outboxStates.find((state) => state === value) ?? 'all');
              setOffset(0);
            }}
          />
        </div>
        {list.isError && <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && (
          <Stack gap="xs" p="md">
            {[1, 2, 3].map((row) => (
              <Skeleton key={row} height={36} />
            ))}
          </Stack>
        )}
        {list.isSuccess && entries.length === 0 && <Empty shown={shown} />}
        {entries.length > 0 && <Entries entries={entries} />}
        <div className={styles.pages}>
          <Pager offset={offset} pageSize={pageSize} total={list.data?.total ?? 0} onOffset={setOffset} />
        </div>
      </section>
    </Page>
  );
}

function Empty({ shown }: { shown: Shown }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm" align="flex-start" p="lg">
      <Text size="sm" fw={600}>
        {shown === 'all' ? t('outbox.empty') : t('outbox.emptyState', { state: t(`outbox.state.${shown}`) })}
      </Text>
      {shown === 'all' && (
        <>
          <Text size="sm" c="dimmed">
            {t('outbox.emptyHint')}
          </Text>
          <Button onClick={() => goTo('orders')}>{t('outbox.openOrders')}</Button>
        </>
      )}
    </Stack>
  );
}

const columns = ['state', 'order', 'operation', 'result', 'who', 'actions'] as const;

function Entries({ entries }: { entries: readonly OutboxEntry[] }) {
  const { t } = useTranslation();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`outbox.columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} />
        ))}
      </tbody>
    </table>
  );
}

function EntryRow({ entry }: { entry: OutboxEntry }) {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const shops = useQuery(hostQuery.shops.list.queryOptions({ input: {} })).data?.shops ?? [];
  const shop = shops.find(({ id }) => id === entry.shopId);
  const open = () => {
    openOrderStore.set(entry.orderId);
    goTo('orders');
  };
  return (
    <tr>
      <td className={styles.nowrap}>
        <StateBadge state={entry.state} />
      </td>
      <td>
        <Anchor
          component="button"
          size="sm"
          ta="left"
          aria-label={t('outbox.openOrder', { id: entry.mallOrderId })}
          onClick={open}
        >
          {entry.mallOrderId}
        </Anchor>
        <div className={styles.soft}>{[entry.buyerName, shop?.name].filter(Boolean).join(' · ')}</div>
      </td>
      <td>
        <b>{t(`outbox.kind.${entry.operation.kind}`)}</b>
        <div className={styles.soft}>{operationFacts(t, entry.operation, fieldName)}</div>
      </td>
      <td>
        <EntryResult entry={entry} />
      </td>
      <td className={styles.soft}>
        <div>{entry.actor}</div>
        <div className={styles.nowrap}>{formatMoment(entry.createdAt)}</div>
      </td>
      <td>
        <EntryActions entry={entry} />
      </td>
    </tr>
  );
}
