import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ResumeState } from '#shared/contract/emergency-stop.ts';
import { hostQuery } from '../../../lib/connection/index.ts';
import { showError } from '../../../ui/error-notice.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { notice } from '../../../ui/notices.ts';
import styles from '../emergency-stop.module.css';
import { ShopLine } from './shop-line.tsx';
import { Step } from './step.tsx';
import { useBeginResume } from './use-begin-resume.ts';

/** Every shop's orders beside the mall's, as they come: 「差 0 / n」. */
export function CompareStep({ resume }: { resume: ResumeState | null }) {
  const { t } = useTranslation();
  const title = t('emergencyStop.resume.compare');
  if (resume === null) {
    return (
      <Step number={2} title={title} state="later">
        <Text size="sm" c="dimmed">
          {t('emergencyStop.resume.compareLater')}
        </Text>
      </Step>
    );
  }
  return (
    <Step number={2} title={title} state={resume.isReady ? 'done' : 'now'}>
      <Shops resume={resume} />
    </Step>
  );
}

function Shops({ resume }: { resume: ResumeState }) {
  const { t } = useTranslation();
  const begin = useBeginResume();
  const cancel = useCancelResume();
  const isRepeatable = resume.shops.some(
    ({ state, reconciliation }) =>
      state === 'failed' || state === 'waiting' || (state === 'done' && (reconciliation?.gap ?? 0) > 0),
  );
  return (
    <>
      {resume.shops.length === 0 ? (
        <Text size="sm">{t('emergencyStop.resume.noShops')}</Text>
      ) : (
        <>
          <Text size="sm">{t('emergencyStop.resume.compareText')}</Text>
          <ul className={styles.shops} aria-label={t('emergencyStop.resume.shops')}>
            {resume.shops.map((shop) => (
              <ShopLine key={shop.shopId} shop={shop} />
            ))}
          </ul>
        </>
      )}
      {begin.isError && <ErrorPanel error={begin.error} />}
      <Group gap="xs" mt="xs">
        {isRepeatable && (
          <Button
            variant="default"
            loading={begin.isPending}
            onClick={() => begin.mutate({ name: resume.startedBy })}
          >
            {t('emergencyStop.resume.retry')}
          </Button>
        )}
        <Button variant="subtle" color="gray" loading={cancel.isPending} onClick={() => cancel.mutate({})}>
          {t('emergencyStop.resume.cancel')}
        </Button>
      </Group>
    </>
  );
}

function useCancelResume() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return useMutation(
    hostQuery.emergencyStop.cancelResume.mutationOptions({
      onError: showError,
      onSuccess: ({ stop }) => {
        queryClient.setQueryData(hostQuery.emergencyStop.status.queryKey({ input: {} }), {
          stop,
          resume: null,
        });
        if (stop !== null) notice(t('emergencyStop.resume.cancelled'));
      },
    }),
  );
}
