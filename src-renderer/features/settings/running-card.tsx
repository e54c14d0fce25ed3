import { Stack, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { shellQuery } from '../../lib/connection/index.ts';
import { useSaveSettings, useSettings } from '../../lib/settings.ts';
import { showError } from '../../ui/error-notice.tsx';
import { Card } from '../../ui/page.tsx';

/** Whether the app goes on without its window, and starts with the PC; of the desktop app only. */
export function RunningCard() {
  const { t } = useTranslation();
  const info = useQuery(shellQuery.info.queryOptions({ input: {} })).data;
  const settings = useSettings();
  const save = useSaveSettings();
  if (info?.kind !== 'electron') return null;
  const isMac = info.platform === 'darwin';
  return (
    <Card title={t('notices.running.title')}>
      <Stack gap="md">
        <Switch
          label={t('notices.running.keepsRunning')}
          description={t(isMac ? 'notices.running.keepsRunningHintMac' : 'notices.running.keepsRunningHint')}
          checked={settings.keepsRunning}
          onChange={(event) => save({ keepsRunning: event.currentTarget.checked })}
        />
        <Switch
          label={t('notices.running.startsAtLogin')}
          description={t(
            isMac ? 'notices.running.startsAtLoginHintMac' : 'notices.running.startsAtLoginHint',
          )}
          checked={settings.startsAtLogin}
          onChange={(event) => save({ startsAtLogin: event.currentTarget.checked }, { onError: showError })}
        />
      </Stack>
    </Card>
  );
}
