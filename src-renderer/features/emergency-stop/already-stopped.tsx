import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { EmergencyStop } from '#shared/contract/emergency-stop.ts';
import { formatMoment } from '../../lib/format.ts';
import { emergencyStopStore } from './emergency-stop-store.ts';

/** For who wanted to stop what somebody else has stopped meanwhile. */
export function AlreadyStopped({ stop, onClose }: { stop: EmergencyStop; onClose: () => void }) {
  const { t } = useTranslation();
  const { name, terminal, reason, stoppedAt } = stop;
  return (
    <Stack gap="sm" role="status">
      <Text fw={650}>{t('emergencyStop.stop.already')}</Text>
      <Text size="sm">
        {t('emergencyStop.banner.text', { name, terminal, at: formatMoment(stoppedAt) })}{' '}
        {t('emergencyStop.banner.reason', { reason })}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
        <Button onClick={() => emergencyStopStore.set('resume')}>{t('emergencyStop.banner.resume')}</Button>
      </Group>
    </Stack>
  );
}
