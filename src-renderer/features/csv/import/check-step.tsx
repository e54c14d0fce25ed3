import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CsvCheck } from '#shared/contract/csv.ts';
import { hostQuery } from '../../../lib/connection/index.ts';
import { formatCount } from '../../../lib/format.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Card } from '../../../ui/page.tsx';
import styles from '../csv.module.css';
import { CheckProgress } from './check-progress.tsx';
import { ErrorTable } from './error-table.tsx';
import { PreviewTable } from './preview-table.tsx';
import { type Wizard, wizardStore } from './wizard-store.ts';

/** What importing would do, or all that is wrong; only a file without errors can be imported. */
export function CheckStep({ wizard }: { wizard: Extract<Wizard, { step: 'check' }> }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { file, mapping } = wizard;
  const input = { fileId: file.fileId, mapping };
  const check = useQuery({ ...hostQuery.csv.check.queryOptions({ input }), staleTime: 0, gcTime: 0 });
  const start = useMutation(
    hostQuery.csv.import.mutationOptions({
      onSuccess: (job) => {
        if (check.data !== undefined) {
          wizardStore.set({ step: 'result', file, jobId: job.id, check: check.data });
        }
      },
    }),
  );
  const back = (
    <Button
      variant="default"
      disabled={start.isPending}
      onClick={() => wizardStore.set({ step: 'columns', file, mapping })}
    >
      {t('csv.check.back')}
    </Button>
  );
  if (check.isError) {
    return (
      <Card title={t('csv.steps.check')} actions={back}>
        <ErrorPanel error={check.error} onRetry={() => void check.refetch()} />
      </Card>
    );
  }
  if (check.data === undefined) {
    return (
      <Card title={t('csv.steps.check')} actions={back}>
        <CheckProgress
          fileId={file.fileId}
          onCancel={() => {
            void queryClient.cancelQueries({ queryKey: hostQuery.csv.check.key() });
            wizardStore.set({ step: 'columns', file, mapping });
          }}
        />
      </Card>
    );
  }
  const { data } = check;
  const changes = data.created + data.updated;
  return (
    <Card title={t('csv.steps.check')} hint={file.name} actions={back}>
      <Counts check={data} />
      {data.errorCount > 0 ? (
        <>
          <Text role="alert" c="var(--danger)" fw={600} my="sm">
            {t('csv.check.wrong', { n: formatCount(data.errorCount) })}
          </Text>
          <ErrorTable check={data} fileId={file.fileId} mapping={mapping} />
        </>
      ) : (
        <>
          <Text role="status" my="sm">
            {t(changes > 0 ? 'csv.check.fine' : 'csv.check.nothing')}
          </Text>
          <PreviewTable check={data} mapping={mapping} />
          {start.isError && <ErrorPanel error={start.error} onRetry={() => void check.refetch()} />}
          <Group justify="flex-end" mt="md">
            <Button
              size="sm"
              disabled={changes === 0}
              loading={start.isPending}
              onClick={() => start.mutate(input)}
            >
              {t('csv.check.start', { n: formatCount(changes) })}
            </Button>
          </Group>
        </>
      )}
    </Card>
  );
}

function Counts({ check }: { check: CsvCheck }) {
  const { t } = useTranslation();
  const counts = [
    ['rows', check.rows],
    ['orders', check.orders],
    ['created', check.created],
    ['updated', check.updated],
    ['unchanged', check.unchanged],
    ['skipped', check.skipped],
    ...(check.cleared > 0 ? [['cleared', check.cleared] as const] : []),
    ['errors', check.errorCount],
  ] as const;
  return (
    <dl className={styles.counts}>
      {counts.map(([name, count]) => (
        <div key={name} data-bad={name === 'errors' && count > 0}>
          <dt>{t(`csv.check.${name}`)}</dt>
          <dd>{formatCount(count)}</dd>
        </div>
      ))}
    </dl>
  );
}
