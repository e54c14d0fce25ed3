import { Button } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStopStatus } from './use-stop-status.ts';

/** Stops everything that runs by itself; while it is stopped, says so and leads to the steps to resume. */
export function EmergencyStopButton() {
  const { t } = useTranslation();
  const { stop, open } = useStopStatus();
  const isStopped = stop !== null;
  return (
    <Button
      size="compact-sm"
      h={28}
      flex="none"
      variant={isStopped ? 'filled' : 'outline'}
      color="red"
      fw={650}
      leftSection={<IconHandStop size={15} aria-hidden />}
      title={t(isStopped ? 'emergencyStop.inForceHint' : 'emergencyStop.buttonHint')}
      onClick={open}
    >
      {t(isStopped ? 'emergencyStop.inForce' : 'emergencyStop.button')}
    </Button>
  );
}
