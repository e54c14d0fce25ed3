import { Skeleton, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hostQuery } from '../../lib/connection/index.ts';
import { showError } from '../../ui/error-notice.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Card } from '../../ui/page.tsx';
import { useSortable } from '../../ui/sortable.ts';
import { phaseName } from '../orders/order-words.ts';
import { NewPhase } from './new-phase.tsx';
import { PhaseRow } from './phase-row.tsx';
import styles from './phases.module.css';

const columns = ['move', 'color', 'name', 'kind', 'count', 'actions'] as const;

/** The shop's processing phases: order, colour, name, kind; own ones can be added and removed (spec §1). */
export function PhasesCard() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const list = useQuery(hostQuery.phases.list.queryOptions({ input: {} }));
  const counts = useQuery(hostQuery.orders.counts.queryOptions({ input: {} })).data?.phases ?? [];
  const [said, setSaid] = useState('');
  const phases = [...(list.data?.phases ?? [])].sort((a, b) => a.position - b.position);
  const key = hostQuery.phases.list.queryKey({ input: {} });
  const reorder = useMutation(
    hostQuery.phases.reorder.mutationOptions({
      onMutate: ({ phaseIds }) => {
        const before = queryClient.getQueryData(key);
        const placed = phases.map((phase) => ({ ...phase, position: phaseIds.indexOf(phase.id) + 1 }));
        queryClient.setQueryData(key, { phases: placed });
        return { before };
      },
      onError: (error, _input, context) => {
        queryClient.setQueryData(key, context?.before);
        showError(error);
      },
      onSettled: () => queryClient.invalidateQueries({ queryKey: hostQuery.phases.key() }),
    }),
  );
  const { shown, rowProps, handleProps } = useSortable(
    phases.map(({ id }) => id),
    (phaseIds, movedId) => {
      const phase = phases.find(({ id }) => id === movedId);
      setSaid(t('phases.movedTo', { name: phaseName(t, movedId, phase), at: phaseIds.indexOf(movedId) + 1 }));
      reorder.mutate({ phaseIds });
    },
  );
  return (
    <Card title={t('phases.title')} hint={t('phases.hint')}>
      {list.isError && <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton height={240} />}
      {list.isSuccess && (
        <>
          <table className={styles.table}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {t(`phases.columns.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((id) => {
                const phase = phases.find((candidate) => candidate.id === id);
                return (
                  phase && (
                    <PhaseRow
                      key={id}
                      phase={phase}
                      others={phases.filter((other) => other.id !== id)}
                      count={counts.find(({ phaseId }) => phaseId === id)?.count ?? 0}
                      rowProps={rowProps(id)}
                      handleProps={handleProps(id)}
                    />
                  )
                );
              })}
            </tbody>
          </table>
          <NewPhase />
          <Text size="xs" c="dimmed" mt="sm">
            {t('phases.kindHint')} {t('phases.builtInHint')}
          </Text>
          <div className={styles.spoken} role="status">
            {said}
          </div>
        </>
      )}
    </Card>
  );
}
