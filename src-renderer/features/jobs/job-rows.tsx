import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClock, IconMinus } from '@tabler/icons-react';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job, JobRow, JobRowState } from '#shared/contract/jobs.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { goTo } from '../../lib/navigation.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { useErrorText } from '../../ui/error-text.ts';
import { openOrderStore } from '../orders/list-state.ts';
import { useNames } from '../orders/use-names.ts';
import { rowValue } from './job-words.ts';
import styles from './jobs.module.css';
import { closeJobs } from './jobs-store.ts';

const perPage = 200;
const rowHeight = 44;

/** The orders of a job, however many: only the pages in sight are asked for and drawn. */
export function JobRows({ job, states }: { job: Job; states: JobRowState[] | undefined }) {
  const { t } = useTranslation();
  const [range, setRange] = useState({ from: 0, to: 30 });
  const firstPage = Math.floor(range.from / perPage);
  const lastPage = Math.floor(range.to / perPage);
  const pages = Array.from({ length: lastPage - firstPage + 1 }, (_, at) => firstPage + at);
  const answers = useQueries({
    queries: pages.map((page) => ({
      ...hostQuery.jobs.rows.queryOptions({
        input: {
          jobId: job.id,
          ...(states && { states }),
          offset: page * perPage,
          limit: perPage,
        },
      }),
      placeholderData: keepPreviousData,
    })),
  });
  const failed = answers.find((answer) => answer.isError);
  if (failed) return <ErrorPanel error={failed.error} onRetry={() => void failed.refetch()} />;
  const total = answers[0]?.data?.total ?? 0;
  const rows = answers.flatMap((answer, at) => {
    const first = (pages[at] ?? 0) * perPage;
    return (answer.data?.rows ?? []).map((row, place) => ({ row, at: first + place }));
  });
  const shown = rows.filter(({ at }) => at >= range.from && at <= range.to);
  if (answers[0]?.isSuccess && total === 0) return <p className={styles.empty}>{t('jobs.noRows')}</p>;
  return (
    <section
      className={styles.rows}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      aria-label={t('jobs.result')}
      onScroll={({ currentTarget: { scrollTop, clientHeight } }) => {
        const from = Math.max(0, Math.floor(scrollTop / rowHeight) - 8);
        const to = Math.ceil((scrollTop + clientHeight) / rowHeight) + 8;
        setRange((old) => (old.from === from && old.to === to ? old : { from, to }));
      }}
    >
      <ul style={{ height: total * rowHeight, position: 'relative' }} className={styles.rowList}>
        {shown.map(({ row, at }) => (
          <ResultRow key={row.seq} job={job} row={row} top={at * rowHeight} />
        ))}
      </ul>
    </section>
  );
}

const icons = {
  done: IconCheck,
  failed: IconAlertTriangle,
  unchanged: IconMinus,
  waiting: IconClock,
} as const;

function ResultRow({ job, row, top }: { job: Job; row: JobRow; top: number }) {
  const { t } = useTranslation();
  const names = useNames();
  const Icon = icons[row.state];
  const { orderId } = row;
  const change = [row.before, row.after].map((value) => rowValue(t, job, value, names));
  return (
    <li className={styles.row} style={{ top, height: rowHeight }} data-state={row.state}>
      <span className={styles.rowState}>
        <Icon size={14} aria-hidden />
        {t(`jobs.rowState.${row.state}`)}
      </span>
      {orderId === null ? (
        <span className={styles.rowId}>{row.mallOrderId}</span>
      ) : (
        <UnstyledButton
          className={styles.rowId ?? ''}
          fz={13}
          title={t('jobs.openOrder')}
          onClick={() => {
            closeJobs();
            openOrderStore.set(orderId);
            goTo('orders');
          }}
        >
          {row.mallOrderId}
        </UnstyledButton>
      )}
      <span className={styles.rowName}>{row.buyerName}</span>
      <span className={styles.rowText}>
        {row.error ? (
          <RowError error={row.error} />
        ) : change[0] || change[1] ? (
          `${change[0] || t('jobs.emptyValue')} → ${change[1] || t('jobs.emptyValue')}`
        ) : (
          ''
        )}
      </span>
    </li>
  );
}

function RowError({ error }: { error: NonNullable<JobRow['error']> }) {
  const text = useErrorText(error);
  return (
    <span title={[text.what, text.said, text.why, text.next].filter(Boolean).join('\n')}>
      <b>{text.what}</b> {text.next}
    </span>
  );
}
