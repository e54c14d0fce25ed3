import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { ImportRun, importFailureSchema } from '#shared/contract/imports.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatMoment } from '../../lib/format.ts';
import { goTo } from '../../lib/navigation.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { useErrorText } from '../../ui/error-text.ts';
import { DiagnoseButton } from '../diagnosis/diagnose-button.tsx';
import { openOrderStore } from '../orders/list-state.ts';
import { UpdateTokenButton } from '../shops/update-token-button.tsx';
import { isByItself } from './by-itself.ts';
import styles from './import.module.css';

/** The period, why the run ended as it did, and each failed order with its reason. */
export function RunResult({ run }: { run: ImportRun }) {
  const { t } = useTranslation();
  // A run of the loop's own is not resumed by a person: the next one brings what it did not.
  const words = isByItself(run) ? 'imports.note.automatic' : 'imports.note.manual';
  const detail = useQuery({
    ...hostQuery.imports.get.queryOptions({ input: { runId: run.id } }),
    enabled: run.progress.counts.failed > 0,
  });
  return (
    <div className={styles.failures}>
      <Text size="sm" c="dimmed">
        {t('imports.periodColumn')}:{' '}
        {t('imports.plan', { from: formatMoment(run.periodFrom), to: formatMoment(run.periodTo) })}
      </Text>
      {run.state === 'interrupted' && <Text size="sm">{t(`${words}.interrupted`)}</Text>}
      {run.state === 'cancelled' && <Text size="sm">{t(`${words}.cancelled`)}</Text>}
      {run.error && (
        <ErrorPanel
          error={run.error}
          action={
            <>
              <UpdateTokenButton error={run.error} shopId={run.shopId} />
              <DiagnoseButton
                error={run.error}
                shopId={run.shopId}
                scope={isByItself(run) ? 'shared' : 'terminal'}
              />
            </>
          }
        />
      )}
      {run.error && isByItself(run) && <Text size="sm">{t('autoImport.runs.again')}</Text>}
      {detail.isError && <ErrorPanel error={detail.error} onRetry={() => void detail.refetch()} />}
      {detail.data && detail.data.failures.length > 0 && (
        <>
          <Text mt="xs" size="sm" fw={600}>
            {t('imports.failures')}
          </Text>
          <Text size="xs" c="dimmed">
            {t(`${words}.failures`)}
          </Text>
          <table className={styles.table}>
            <tbody>
              {detail.data.failures.map((failure) => (
                <FailureRow key={failure.mallOrderId} failure={failure} />
              ))}
            </tbody>
          </table>
        </>
      )}
    </div>
  );
}

function FailureRow({ failure }: { failure: z.infer<typeof importFailureSchema> }) {
  const { t } = useTranslation();
  const text = useErrorText(failure.error);
  const { orderId } = failure;
  return (
    <tr>
      <td className={`${styles.nowrap} selectable`}>{failure.mallOrderId}</td>
      <td>
        <b>{text.what}</b> {text.why} {text.next}
      </td>
      <td className={styles.num}>
        {orderId !== null && (
          <Button
            variant="subtle"
            onClick={() => {
              openOrderStore.set(orderId);
              goTo('orders');
            }}
          >
            {t('imports.openOrder')}
          </Button>
        )}
      </td>
    </tr>
  );
}
