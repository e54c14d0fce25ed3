import { Button, Group, Paper, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconDatabaseX, IconFolderOpen, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HostState } from '#shared/contract/shell.ts';
import { errorCodeSchema } from '#shared/domain/errors.ts';
import { shellQuery } from '../lib/connection/index.ts';
import { ErrorDetails } from '../ui/error-panel.tsx';
import { useErrorText } from '../ui/error-text.ts';
import styles from './frame.module.css';

/** The data host could not be started: what happened, why, what to do, and the buttons for it. */
export function RecoveryScreen({ hostState }: { hostState: HostState }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const code = errorCodeSchema.catch('host_unavailable').parse(hostState.errorCode);
  const text = useErrorText({ code, details: hostState.errorDetails });
  const settle = () => queryClient.invalidateQueries({ queryKey: shellQuery.hostState.key() });
  const restart = useMutation(shellQuery.restartHost.mutationOptions({ onSettled: settle }));
  const showFolder = useMutation(shellQuery.showDataFolder.mutationOptions());
  return (
    <main className={styles.full}>
      <Paper withBorder p="xl" maw={620} w="100%" shadow="sm">
        <Stack gap="md">
          <Group gap="sm" wrap="nowrap">
            <ThemeIcon color="red" variant="light" size={40}>
              <IconDatabaseX size={24} aria-hidden />
            </ThemeIcon>
            <Title order={1}>{text.what}</Title>
          </Group>
          <div>
            <Text fw={600}>{t('frame.recovery.whyLabel')}</Text>
            <Text>{text.why}</Text>
          </div>
          <div>
            <Text fw={600}>{t('frame.recovery.nextLabel')}</Text>
            <Text>{text.next}</Text>
          </div>
          <Group>
            <Button
              size="sm"
              leftSection={<IconRefresh size={16} aria-hidden />}
              loading={restart.isPending}
              onClick={() => restart.mutate({})}
            >
              {t('frame.recovery.retry')}
            </Button>
            <Button
              size="sm"
              variant="default"
              leftSection={<IconFolderOpen size={16} aria-hidden />}
              onClick={() => showFolder.mutate({})}
            >
              {t('frame.recovery.showFolder')}
            </Button>
          </Group>
          <ErrorDetails error={{ code, message: '', details: hostState.errorDetails, retryable: true }} />
        </Stack>
      </Paper>
    </main>
  );
}
