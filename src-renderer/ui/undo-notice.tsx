import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Job } from '#shared/contract/jobs.ts';
import { host } from '../lib/connection/index.ts';
import { showError } from './error-notice.tsx';
import { closeButtonProps, notice } from './notices.ts';

/** Says what was done, with the button that takes it back. */
export function undoNotice(message: string, job: Job): void {
  const id = `undo-${job.id}`;
  notifications.show({
    id,
    withBorder: true,
    autoClose: 8_000,
    closeButtonProps: closeButtonProps(),
    message: <UndoMessage message={message} job={job} onDone={() => notifications.hide(id)} />,
  });
}

function UndoMessage({ message, job, onDone }: { message: string; job: Job; onDone: () => void }) {
  const { t } = useTranslation();
  const undo = () => {
    onDone();
    host.jobs
      .undo({ jobId: job.id })
      .then(() => notice(t('edit.actions.undone')))
      .catch(showError);
  };
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs">
      {message}
      {job.canUndo && (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconArrowBackUp size={14} aria-hidden />}
          onClick={undo}
        >
          {t('edit.actions.undo')}
        </Button>
      )}
    </Group>
  );
}
