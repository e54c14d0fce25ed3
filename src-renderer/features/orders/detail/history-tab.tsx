import { Button, SegmentedControl, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '#shared/contract/orders.ts';
import { hostQuery } from '../../../lib/connection/index.ts';
import { formatMoment } from '../../../lib/format.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { useFieldName, useFieldValue } from '../field-words.ts';
import styles from './detail.module.css';
import { type HistoryKind, historyKinds, isOfKind } from './history-kinds.ts';
import { actionText, noteText } from './history-words.ts';

const shownAtFirst = 8;

/** Who did what, when, on which terminal, before → after, why; newest first. */
export function HistoryTab({ orderId }: { orderId: number }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<HistoryKind>('all');
  const history = useQuery(hostQuery.orders.history.queryOptions({ input: { orderId } }));
  if (history.isError) return <ErrorPanel error={history.error} onRetry={() => void history.refetch()} />;
  if (!history.data) return <Skeleton height={14} width="60%" />;
  const all = history.data.entries;
  if (all.length === 0) return <Text c="dimmed">{t('orders.detail.historyEmpty')}</Text>;
  const entries = all.filter((entry) => isOfKind(entry, kind));
  return (
    <>
      <SegmentedControl
        className={styles.filters ?? ''}
        size="xs"
        aria-label={t('history.show')}
        value={kind}
        data={historyKinds.map((value) => ({ value, label: t(`history.filters.${value}`) }))}
        onChange={setKind}
      />
      {entries.length === 0 && <Text c="dimmed">{t('history.emptyFilter')}</Text>}
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </>
  );
}

function Entry({ entry }: { entry: HistoryEntry }) {
  const { t, i18n } = useTranslation();
  const fieldName = useFieldName();
  const fieldValue = useFieldValue();
  const [isOpen, setOpen] = useState(false);
  const hidden = entry.changes.length - shownAtFirst;
  const changes = isOpen ? entry.changes : entry.changes.slice(0, shownAtFirst);
  const shown = (field: string, text: string) => fieldValue(field, text) || t('orders.history.emptyValue');
  return (
    <div className={styles.entry}>
      <Text fw={600} size="sm">
        {actionText(i18n, entry.action)}
      </Text>
      <div className={styles.sub}>
        {formatMoment(entry.at)} · {t('orders.history.by', { actor: entry.actor, terminal: entry.terminal })}
      </div>
      {entry.note && <Text size="sm">{noteText(i18n, entry)}</Text>}
      {changes.map(({ field, before, after }) => (
        <div key={field} className={styles.change}>
          {fieldName(field)}: <s>{shown(field, before)}</s> → <b>{shown(field, after)}</b>
        </div>
      ))}
      {hidden > 0 && (
        <Button variant="subtle" size="compact-xs" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
          {isOpen ? t('history.less') : t('history.more', { n: hidden })}
        </Button>
      )}
    </div>
  );
}
