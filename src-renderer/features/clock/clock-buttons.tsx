import { Button } from '@mantine/core';
import { IconClockCog, IconRefresh } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ClockCheck } from '#shared/domain/clock-check.ts';
import { shellQuery } from '../../lib/connection/index.ts';
import { showError } from '../../ui/error-notice.tsx';
import { useClockCheck } from './use-clock-check.ts';

/** The way to the operating system's own settings. */
export function DateSettingsButton() {
  const { t } = useTranslation();
  const open = useMutation(shellQuery.openDateSettings.mutationOptions({ onError: showError }));
  return (
    <Button
      leftSection={<IconClockCog size={14} aria-hidden />}
      loading={open.isPending}
      onClick={() => open.mutate({})}
    >
      {t('clock.openSettings')}
    </Button>
  );
}

export function CheckAgainButton({ onDone }: { onDone?: (check: ClockCheck) => void }) {
  const { t } = useTranslation();
  const check = useClockCheck(onDone);
  return (
    <Button
      variant="default"
      leftSection={<IconRefresh size={14} aria-hidden />}
      loading={check.isPending}
      onClick={() => check.mutate({})}
    >
      {t('clock.checkAgain')}
    </Button>
  );
}
