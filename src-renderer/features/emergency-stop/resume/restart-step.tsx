import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ResumeShop, ResumeState } from '#shared/contract/emergency-stop.ts';
import { hostQuery } from '../../../lib/connection/index.ts';
import { useSettings } from '../../../lib/settings.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import styles from '../emergency-stop.module.css';
import { showInView } from './show-in-view.ts';
import { Step } from './step.tsx';

/** Once every shop was compared or skipped: the loops start. */
export function RestartStep({ resume, onResumed }: { resume: ResumeState | null; onResumed: () => void }) {
  const { t } = useTranslation();
  const title = t('emergencyStop.resume.restart');
  if (resume?.isReady !== true) {
    return (
      <Step number={3} title={title} state="later">
        <Text size="sm" c="dimmed">
          {t('emergencyStop.resume.restartLater')}
        </Text>
      </Step>
    );
  }
  return (
    <Step number={3} title={title} state="now">
      <Restart resume={resume} onResumed={onResumed} />
    </Step>
  );
}

function Restart({ resume, onResumed }: { resume: ResumeState; onResumed: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { operatorName } = useSettings();
  const end = useMutation(
    hostQuery.emergencyStop.resume.mutationOptions({
      onSuccess: () => {
        queryClient.setQueryData(hostQuery.emergencyStop.status.queryKey({ input: {} }), {
          stop: null,
          resume: null,
        });
        onResumed();
      },
    }),
  );
  const namesOf = (isMeant: (shop: ResumeShop) => boolean) =>
    resume.shops
      .filter(isMeant)
      .map(({ shopName }) => shopName)
      .join(t('common.listSeparator'));
  const skipped = namesOf(({ state }) => state === 'skipped');
  const gaps = namesOf(({ state, reconciliation }) => state === 'done' && (reconciliation?.gap ?? 0) > 0);
  return (
    <Stack gap="sm" align="flex-start" ref={showInView} className={styles.shown ?? ''}>
      <Text size="sm">{t('emergencyStop.resume.restartText')}</Text>
      {(skipped !== '' || gaps !== '') && (
        <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />}>
          {skipped !== '' && (
            <Text size="sm">{t('emergencyStop.resume.skippedShops', { shops: skipped })}</Text>
          )}
          {gaps !== '' && <Text size="sm">{t('emergencyStop.resume.gapShops', { shops: gaps })}</Text>}
        </Alert>
      )}
      {end.isError && <ErrorPanel error={end.error} />}
      <Button
        size="sm"
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        loading={end.isPending}
        // Whoever sits at this terminal, who may be another one than began.
        onClick={() => end.mutate({ name: operatorName || resume.startedBy })}
      >
        {t('emergencyStop.resume.submit')}
      </Button>
    </Stack>
  );
}
