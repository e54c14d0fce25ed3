import { Alert, Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { IconMailOff } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NoticeMailSettings } from '#shared/contract/notices.ts';
import { noticeGroups } from '#shared/domain/notice.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { goTo } from '../../lib/navigation.ts';
import { showError } from '../../ui/error-notice.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { MailRecipients, wrongAddress } from '../../ui/mail-recipients.tsx';
import { notice } from '../../ui/notices.ts';
import { Card } from '../../ui/page.tsx';

/** Who gets which notices by mail; shared by all terminals. */
export function NoticeMailCard() {
  const { t } = useTranslation();
  const saved = useQuery(hostQuery.notices.mailSettings.queryOptions({ input: {} }));
  const server = useQuery(hostQuery.mail.get.queryOptions({ input: {} })).data;
  const [edited, setEdited] = useState<NoticeMailSettings | null>(null);
  const save = useMutation(
    hostQuery.notices.saveMailSettings.mutationOptions({
      onError: showError,
      onSuccess: async () => {
        await saved.refetch();
        setEdited(null);
        notice(t('notices.mailSettings.saved'));
      },
    }),
  );
  const shown = edited ?? saved.data;
  return (
    <Card title={t('notices.mailSettings.title')} hint={t('notices.mailSettings.hint')}>
      {saved.isError && <ErrorPanel error={saved.error} onRetry={() => void saved.refetch()} />}
      {shown && (
        <Stack gap="sm">
          <div>
            <Text size="xs" fw={600} mb={2}>
              {t('notices.mailSettings.label')}
            </Text>
            <MailRecipients
              label={t('notices.mailSettings.label')}
              mailTo={shown.mailTo}
              onChange={(mailTo) => setEdited({ ...shown, mailTo })}
            />
            <Text size="xs" c="dimmed" mt={4}>
              {t('notices.mailSettings.labelHint')}
            </Text>
          </div>
          <Checkbox.Group
            label={t('notices.mailSettings.kinds')}
            value={noticeGroups.filter((group) => shown[group])}
            onChange={(chosen) => setEdited({ ...shown, ...chosenOf(chosen) })}
          >
            <Group gap="lg" mt={4}>
              {noticeGroups.map((group) => (
                <Checkbox key={group} value={group} label={t(`notices.mailSettings.${group}`)} />
              ))}
            </Group>
          </Checkbox.Group>
          {server?.settings === null && shown.mailTo.length > 0 && (
            <Alert color="yellow" icon={<IconMailOff aria-hidden />}>
              <Group justify="space-between">
                {t('notices.mailSettings.noServer')}
                <Button variant="default" onClick={() => goTo('settings')}>
                  {t('notices.mailSettings.openServer')}
                </Button>
              </Group>
            </Alert>
          )}
          <Group>
            <Button
              disabled={edited === null || wrongAddress(shown.mailTo) !== undefined}
              loading={save.isPending}
              onClick={() => save.mutate(shown)}
            >
              {t('notices.mailSettings.save')}
            </Button>
          </Group>
        </Stack>
      )}
    </Card>
  );
}

const chosenOf = (chosen: readonly string[]) => ({
  newOrders: chosen.includes('newOrders'),
  holds: chosen.includes('holds'),
  failures: chosen.includes('failures'),
  stops: chosen.includes('stops'),
});
