import { Button, Progress, Text, Tooltip } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportRun } from '#shared/contract/imports.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatDuration } from '../../lib/duration.ts';
import { formatCount } from '../../lib/format.ts';
import { showError } from '../../ui/error-notice.tsx';
import { Card } from '../../ui/page.tsx';
import { CountsText } from './counts-text.tsx';
import styles from './import.module.css';

/** One bar per shop: count, rate, time left, cancel. It goes on when the screen is left. */
export function RunningImports({ runs }: { runs: readonly ImportRun[] }) {
  const { t } = useTranslation();
  return (
    <Card title={t('imports.running')} hint={t('imports.cancelHint')}>
      {runs.map((run) => (
        <RunningImport key={run.id} run={run} />
      ))}
    </Card>
  );
}

function RunningImport({ run }: { run: ImportRun }) {
  const { t } = useTranslation();
  const cancel = useMutation(hostQuery.imports.cancel.mutationOptions({ onError: showError }));
  const { stage, done, found, counts } = run.progress;
  const remainingMs = useLastKnown(run.progress.remainingMs);
  const isCounting = stage === 'fetching';
  const seconds = (Date.now() - run.startedAt) / 1000;
  const rate = seconds > 1 ? done / seconds : 0;
  return (
    <div className={styles.run}>
      <div className={styles.runHead}>
        <Text fw={600}>{run.shopName}</Text>
        <Text c="dimmed">{t(`imports.stage.${stage}`)}</Text>
        <span style={{ flex: 1 }} />
        <Tooltip label={t('imports.cancelHint')}>
          <Button
            variant="default"
            leftSection={<IconPlayerStop size={14} aria-hidden />}
            loading={cancel.isPending}
            disabled={cancel.isSuccess}
            onClick={() => cancel.mutate({ runId: run.id })}
          >
            {t(cancel.isSuccess ? 'imports.cancelling' : 'imports.cancel')}
          </Button>
        </Tooltip>
      </div>
      <Progress
        mt={6}
        size={10}
        value={isCounting && found > 0 ? (done / found) * 100 : stage === 'finished' ? 100 : 0}
        aria-label={run.shopName}
      />
      <div className={styles.numbers}>
        <b>
          {isCounting
            ? t('imports.progress', { done: formatCount(done), found: formatCount(found) })
            : t('imports.found', { found: formatCount(found) })}
        </b>
        {isCounting && rate > 0 && <span>{t('imports.rate', { n: rate.toFixed(rate < 10 ? 1 : 0) })}</span>}
        {isCounting && remainingMs !== null && (
          <span>{t('imports.left', { span: formatDuration(t, remainingMs) })}</span>
        )}
        <CountsText counts={counts} />
      </div>
    </div>
  );
}

/** The last value that was known: a stored run carries no estimate, only the events of a running one do. */
function useLastKnown<T>(value: T | null): T | null {
  const [last, setLast] = useState(value);
  if (value !== null && value !== last) setLast(value);
  return value ?? last;
}
