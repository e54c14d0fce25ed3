import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatMoment } from '../../lib/format.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { useFieldName } from '../orders/field-words.ts';
import { EntryActions } from './entry-actions.tsx';
import { EntryResult } from './entry-result.tsx';
import { operationFacts } from './operation-words.ts';
import styles from './outbox.module.css';
import { StateBadge } from './state-badge.tsx';

/** What was told to the mall about one order, newest first. */
export function OrderOutbox({ orderId }: { orderId: number }) {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const list = useQuery(hostQuery.outbox.list.queryOptions({ input: { orderId, offset: 0, limit: 100 } }));
  if (list.isError) return <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Skeleton height={14} width="60%" />;
  if (list.data.entries.length === 0) return <Text c="dimmed">{t('outbox.none')}</Text>;
  return (
    <div>
      {list.data.entries.map((entry) => (
        <section key={entry.id} className={styles.entry}>
          <div className={styles.entryHead}>
            <StateBadge state={entry.state} />
            <b>{t(`outbox.kind.${entry.operation.kind}`)}</b>
            <EntryActions entry={entry} />
          </div>
          <div>{operationFacts(t, entry.operation, fieldName)}</div>
          <EntryResult entry={entry} />
          <div className={styles.soft}>
            {t('outbox.by', { actor: entry.actor, at: formatMoment(entry.createdAt) })}
          </div>
        </section>
      ))}
    </div>
  );
}
