import { Button, Group } from '@mantine/core';
import { IconArrowBackUp, IconRefresh, IconSend } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OutboxEntry } from '#shared/contract/outbox.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { showError } from '../../ui/error-notice.tsx';
import { notice } from '../../ui/notices.ts';

/** 再送 for what failed, 読み直す for what may have arrived, 取り消す for what has not gone out. */
export function EntryActions({ entry }: { entry: OutboxEntry }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const done = (message: string) => {
    notice(message);
    return queryClient.invalidateQueries({ queryKey: hostQuery.outbox.key() });
  };
  const retry = useMutation(
    hostQuery.outbox.retry.mutationOptions({
      onError: showError,
      onSuccess: () => done(t(entry.state === 'unknown' ? 'outbox.reread_started' : 'outbox.retried')),
    }),
  );
  const withdraw = useMutation(
    hostQuery.outbox.withdraw.mutationOptions({
      onError: showError,
      onSuccess: () => done(t('outbox.withdrawn')),
    }),
  );
  const canRetry = entry.state === 'failed' || entry.state === 'unknown';
  const canWithdraw = entry.state === 'failed' || entry.state === 'waiting';
  if (!canRetry && !canWithdraw) return null;
  return (
    <Group gap={6} wrap="nowrap">
      {canRetry && (
        <Button
          variant="default"
          loading={retry.isPending}
          leftSection={
            entry.state === 'unknown' ? (
              <IconRefresh size={14} aria-hidden />
            ) : (
              <IconSend size={14} aria-hidden />
            )
          }
          onClick={() => retry.mutate({ entryId: entry.id })}
        >
          {t(entry.state === 'unknown' ? 'outbox.reread' : 'outbox.retry')}
        </Button>
      )}
      {canWithdraw && (
        <Button
          variant="subtle"
          color="gray"
          loading={withdraw.isPending}
          leftSection={<IconArrowBackUp size={14} aria-hidden />}
          onClick={() => withdraw.mutate({ entryId: entry.id })}
        >
          {t('outbox.withdraw')}
        </Button>
      )}
    </Group>
  );
}
