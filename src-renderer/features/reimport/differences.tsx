import { Button, Checkbox, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '#shared/contract/jobs.ts';
import type { ReimportedOrder } from '#shared/contract/reimport.ts';
import { host } from '../../lib/connection/index.ts';
import { formatCount } from '../../lib/format.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Pager } from '../../ui/pager.tsx';
import { useFieldName } from '../orders/field-words.ts';
import { DifferenceTable } from './difference-table.tsx';
import { OrderDifferences } from './order-differences.tsx';
import styles from './reimport.module.css';
import {
  applyInput,
  isTaken,
  noChoices,
  type ReimportChoices,
  summarize,
  toggleField,
  toggleOrder,
} from './reimport-choices.ts';

const windowSize = 200;
/** More are applied all the same; only looking and leaving out ends here. */
const mostLoaded = 2_000;
const pageSize = 20;
/** From so many orders on, the summary comes first. */
const manyOrders = 6;

async function loadDifferences(jobId: string): Promise<{ orders: ReimportedOrder[]; total: number }> {
  const orders: ReimportedOrder[] = [];
  for (;;) {
    const page = await host.reimport.differences({ jobId, offset: orders.length, limit: windowSize });
    orders.push(...page.orders);
    if (page.orders.length === 0 || orders.length >= Math.min(page.total, mostLoaded)) {
      return { orders, total: page.total };
    }
  }
}

/** The orders that differ, each field before and after, and the button that applies them. */
export function Differences({
  jobId,
  onApplied,
  onClose,
}: {
  jobId: string;
  onApplied: (job: Job) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [choices, setChoices] = useState(noChoices);
  const found = useQuery({
    queryKey: ['reimport differences', jobId],
    queryFn: () => loadDifferences(jobId),
    gcTime: 0,
  });
  const apply = useMutation({
    mutationFn: (orders: readonly ReimportedOrder[]) =>
      host.reimport.apply(applyInput(jobId, choices, orders)),
    onSuccess: onApplied,
  });
  if (found.isError) return <ErrorPanel error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton height={80} />;
  const { orders, total } = found.data;
  const [only] = orders;
  if (only === undefined) {
    return (
      <>
        <Text size="sm" role="status">
          {t('reimport.same')}
        </Text>
        <Group justify="flex-end">
          <Button data-autofocus onClick={onClose}>
            {t('common.close')}
          </Button>
        </Group>
      </>
    );
  }
  const localCount = orders.reduce(
    (sum, { differences }) => sum + differences.filter(({ isLocalEdit }) => isLocalEdit).length,
    0,
  );
  const chosen = total - choices.leftOut.size;
  const n = formatCount(chosen);
  const isNothing =
    total === 1 &&
    only.differences.every(({ field, isLocalEdit }) => isLocalEdit && !isTaken(choices, only.orderId, field));
  return (
    <Stack gap="sm">
      <Text size="sm">
        {total === 1
          ? t('reimport.foundOne', { n: only.differences.length })
          : t('reimport.found', { n: formatCount(total) })}
      </Text>
      {localCount > 0 && (
        <div>
          <Text size="xs" c="dimmed" mb={4}>
            {t('reimport.keepHint')}
          </Text>
          {(total > 1 || localCount > 1) && (
            <Checkbox
              label={t('reimport.takeLocal', { n: formatCount(localCount) })}
              checked={choices.takeLocalEdits}
              onChange={(event) => setChoices({ ...choices, takeLocalEdits: event.currentTarget.checked })}
            />
          )}
        </div>
      )}
      {total === 1 ? (
        <div className={styles.scroll}>
          <DifferenceTable
            order={only}
            choices={choices}
            onToggle={(field) => setChoices(toggleField(choices, only.orderId, field))}
          />
        </div>
      ) : (
        <ManyOrders orders={orders} total={total} choices={choices} onChoices={setChoices} />
      )}
      {apply.isError && <ErrorPanel error={apply.error} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('reimport.later')}
        </Button>
        <Button
          data-autofocus
          disabled={chosen === 0 || isNothing}
          loading={apply.isPending}
          onClick={() => apply.mutate(orders)}
        >
          {total === 1
            ? t('reimport.apply')
            : choices.leftOut.size === 0
              ? t('reimport.applyAll', { n })
              : t('reimport.applyChosen', { n })}
        </Button>
      </Group>
    </Stack>
  );
}

function ManyOrders({
  orders,
  total,
  choices,
  onChoices,
}: {
  orders: readonly ReimportedOrder[];
  total: number;
  choices: ReimportChoices;
  onChoices: (choices: ReimportChoices) => void;
}) {
  const { t } = useTranslation();
  const [offset, setOffset] = useState(0);
  const isMany = total >= manyOrders;
  return (
    <>
      {isMany && <Summary orders={orders} total={total} />}
      <div className={styles.scroll}>
        <section aria-label={t('reimport.list')}>
          {orders.slice(offset, offset + pageSize).map((order) => (
            <OrderDifferences
              key={order.orderId}
              order={order}
              choices={choices}
              isOpenAtFirst={!isMany}
              // Only orders that were all looked at can be named to the host.
              canLeaveOut={orders.length === total}
              onToggleOrder={() => onChoices(toggleOrder(choices, order.orderId))}
              onToggleField={(field) => onChoices(toggleField(choices, order.orderId, field))}
            />
          ))}
        </section>
      </div>
      <Pager offset={offset} pageSize={pageSize} total={orders.length} onOffset={setOffset} />
    </>
  );
}

function Summary({ orders, total }: { orders: readonly ReimportedOrder[]; total: number }) {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  return (
    <section className={styles.summary} aria-label={t('reimport.summary')}>
      <h3>
        {t('reimport.summary')}
        {orders.length < total && <span>{t('reimport.summaryPart', { n: formatCount(orders.length) })}</span>}
      </h3>
      <ul>
        {summarize(orders).map(({ field, count, localCount }) => (
          <li key={field}>
            <span>{fieldName(field)}</span>
            <b>{t('reimport.summaryLine', { n: formatCount(count) })}</b>
            {localCount > 0 && <em>{t('reimport.summaryLocal', { n: formatCount(localCount) })}</em>}
          </li>
        ))}
      </ul>
    </section>
  );
}
