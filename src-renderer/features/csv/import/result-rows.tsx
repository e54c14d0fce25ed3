import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { JobRow } from '#shared/contract/jobs.ts';
import { hostQuery } from '../../../lib/connection/index.ts';
import { goTo } from '../../../lib/navigation.ts';
import { useErrorText } from '../../../ui/error-text.ts';
import { openOrderStore } from '../../orders/list-state.ts';
import { TableBox } from '../table-box.tsx';

const shownRows = 50;

/** Orders of the file that fared in one way, each a way to the order itself. */
export function ResultRows({
  jobId,
  state,
  count,
}: {
  jobId: string;
  state: 'done' | 'failed';
  count: number;
}) {
  const { t } = useTranslation();
  const rows = useQuery({
    ...hostQuery.jobs.rows.queryOptions({ input: { jobId, states: [state], offset: 0, limit: shownRows } }),
    enabled: count > 0,
  }).data?.rows;
  if (rows === undefined || rows.length === 0) return null;
  const title = t(state === 'failed' ? 'csv.result.failures' : 'csv.result.imported');
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {title}
      </Text>
      <TableBox label={title}>
        <thead>
          <tr>
            <th>{t('csv.result.order')}</th>
            <th>{t(state === 'failed' ? 'csv.result.reason' : 'csv.result.buyer')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ResultRow key={row.seq} row={row} />
          ))}
        </tbody>
      </TableBox>
      {count > rows.length && (
        <Text size="sm" c="dimmed">
          {t('csv.check.first', { n: rows.length })}
        </Text>
      )}
    </div>
  );
}

function ResultRow({ row }: { row: JobRow }) {
  const { orderId } = row;
  return (
    <tr>
      <td>
        {orderId === null ? (
          row.mallOrderId
        ) : (
          <Button
            variant="subtle"
            onClick={() => {
              openOrderStore.set(orderId);
              goTo('orders');
            }}
          >
            {row.mallOrderId}
          </Button>
        )}
      </td>
      <td>{row.error === null ? row.buyerName : <Reason error={row.error} />}</td>
    </tr>
  );
}

function Reason({ error }: { error: NonNullable<JobRow['error']> }) {
  const text = useErrorText(error);
  return (
    <>
      <b>{text.what}</b> {text.why} {text.next}
    </>
  );
}
