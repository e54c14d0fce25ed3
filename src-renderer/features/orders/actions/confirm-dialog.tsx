import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../../lib/format.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { useNames } from '../use-names.ts';
import type { AskedJob } from './bulk-store.ts';
import { useStartJob } from './use-start-job.ts';

/** States how many orders a job will touch, and what can be taken back, before it begins. */
export function ConfirmDialog({ asked, onClose }: { asked: AskedJob; onClose: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const { action } = asked;
  const { count, countIsExact, hasChanged, isBusy, error, start } = useStartJob(asked.chosen, onClose);
  const n = formatCount(count);
  const phase = action.kind === 'phase' ? names.phase(action.phaseId) : '';
  return (
    <Dialog opened onClose={onClose} title={t(`bulk.confirm.${action.kind}.title`, { phase })} size={480}>
      <Stack gap="sm">
        <Text size="sm">
          {t(countIsExact ? `bulk.confirm.${action.kind}.text` : 'bulk.confirm.atLeast', { n, phase })}
        </Text>
        <Text size="sm" c="dimmed">
          {t(`bulk.confirm.${action.kind}.note`)}
        </Text>
        {hasChanged && (
          <Alert color="yellow" icon={<IconInfoCircle aria-hidden />}>
            {t('bulk.confirm.changed', { n })}
          </Alert>
        )}
        {error !== null && <ErrorPanel error={error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button data-autofocus loading={isBusy} onClick={() => start(action)}>
            {t(`bulk.confirm.${action.kind}.button`, { n })}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
