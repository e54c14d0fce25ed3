import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { JobRow } from '#shared/contract/jobs.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { useErrorText } from '../../ui/error-text.ts';
import { Pager } from '../../ui/pager.tsx';
import styles from './reimport.module.css';

const pageSize = 20;

/** The orders of a job that failed, each with its reason. */
export function FailedRows({ jobId, title }: { jobId: string; title: string }) {
  const [offset, setOffset] = useState(0);
  const rows = useQuery(
    hostQuery.jobs.rows.queryOptions({ input: { jobId, states: ['failed'], offset, limit: pageSize } }),
  ).data;
  return (
    <section className={styles.failed} aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {rows?.rows.map((row) => (
          <FailedRow key={row.seq} row={row} />
        ))}
      </ul>
      <Pager offset={offset} pageSize={pageSize} total={rows?.total ?? 0} onOffset={setOffset} />
    </section>
  );
}

function FailedRow({ row }: { row: JobRow }) {
  const text = useErrorText(row.error ?? { code: 'internal', details: {} });
  return (
    <li>
      <b>{row.mallOrderId}</b> {row.buyerName}: {text.what} {text.next}
    </li>
  );
}
