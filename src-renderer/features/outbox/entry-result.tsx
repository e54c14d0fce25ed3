import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OutboxEntry } from '#shared/contract/outbox.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatClock } from '../../lib/format.ts';
import { ErrorDetails } from '../../ui/error-panel.tsx';
import { useErrorText } from '../../ui/error-text.ts';
import { phaseName } from '../orders/order-words.ts';
import { warningText } from './operation-words.ts';
import styles from './outbox.module.css';

/** How an operation fared: what went wrong and what to do, the mall's warnings, what happens next. */
export function EntryResult({ entry }: { entry: OutboxEntry }) {
  const { t } = useTranslation();
  const phases = useQuery(hostQuery.orders.phases.queryOptions({ input: {} })).data?.phases;
  const isUnderWay = entry.state === 'waiting' || entry.state === 'sending' || entry.state === 'unknown';
  const phase = phases?.find(({ id }) => id === entry.phaseAfter);
  const plans = [
    entry.attempts > 1 && t('outbox.attempts', { n: entry.attempts }),
    entry.nextAt !== null &&
      isUnderWay &&
      t('outbox.nextAt', { at: formatClock(entry.nextAt, entry.updatedAt) }),
    entry.phaseAfter !== null &&
      isUnderWay &&
      t('outbox.phaseAfter', { phase: phaseName(t, entry.phaseAfter, phase) }),
  ].filter(Boolean);
  return (
    <>
      {entry.error && <EntryError error={entry.error} />}
      {entry.warnings.map((warning) => (
        <div key={`${warning.code}:${warning.detail}`} className={styles.warning}>
          {t('outbox.warning')}: {warningText(t, warning)}
        </div>
      ))}
      {plans.length > 0 && <div className={styles.soft}>{plans.join(' · ')}</div>}
    </>
  );
}

function EntryError({ error }: { error: NonNullable<OutboxEntry['error']> }) {
  const text = useErrorText(error);
  return (
    <div className={styles.error}>
      <b>{text.what}</b>
      {text.said !== '' && <div lang="en">{text.said}</div>}
      <div>{text.why}</div>
      <div>{text.next}</div>
      <ErrorDetails error={error} />
    </div>
  );
}
