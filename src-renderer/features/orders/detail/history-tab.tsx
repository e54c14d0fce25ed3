import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '#shared/contract/orders.ts';
import { hostQuery } from '../../../lib/connection/index.ts';
import { formatMoment } from '../../../lib/format.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import styles from './detail.module.css';

const knownActions = [
  'imported',
  'updated_by_import',
  'import_failed',
  'import_recovered',
  'phase_changed',
] as const;

/** Who did what, when, on which terminal, before → after, why; newest first. */
export function HistoryTab({ orderId }: { orderId: number }) {
  const { t } = useTranslation();
  const history = useQuery(hostQuery.orders.history.queryOptions({ input: { orderId } }));
  if (history.isError) return <ErrorPanel error={history.error} onRetry={() => void history.refetch()} />;
  if (!history.data) return <Skeleton height={14} width="60%" />;
  if (history.data.entries.length === 0) return <Text c="dimmed">{t('orders.detail.historyEmpty')}</Text>;
  return history.data.entries.map((entry) => (
    <div key={entry.id} className={styles.entry}>
      <Text fw={600} size="sm">
        {actionText(t, entry.action)}
      </Text>
      <div className={styles.sub}>
        {formatMoment(entry.at)} · {t('orders.history.by', { actor: entry.actor, terminal: entry.terminal })}
      </div>
      {entry.note && <Text size="sm">{entry.note}</Text>}
      {entry.changes.map((change) => (
        <div key={change.field} className={styles.change}>
          {change.field}: <s>{change.before || t('orders.history.emptyValue')}</s> →{' '}
          <b>{change.after || t('orders.history.emptyValue')}</b>
        </div>
      ))}
    </div>
  ));
}

function actionText(t: TFunction, action: HistoryEntry['action']): string {
  const known = knownActions.find((candidate) => candidate === action);
  return known ? t(`orders.history.${known}`) : t('orders.history.other', { action });
}
