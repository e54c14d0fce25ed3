import { Button, Group } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hostQuery } from '../../lib/connection/index.ts';
import { showError } from '../../ui/error-notice.tsx';
import { MailRecipients, wrongAddress } from '../../ui/mail-recipients.tsx';
import { notice } from '../../ui/notices.ts';
import { Card } from '../../ui/page.tsx';

/** Who gets the warnings by mail. */
export function MailSettingsCard() {
  const { t } = useTranslation();
  const saved = useQuery(hostQuery.expiry.settings.queryOptions({ input: {} }));
  const [edited, setEdited] = useState<string[] | null>(null);
  const save = useMutation(
    hostQuery.expiry.saveSettings.mutationOptions({
      onError: showError,
      onSuccess: async () => {
        await saved.refetch();
        setEdited(null);
        notice(t('expiry.mailSettings.saved'));
      },
    }),
  );
  const mailTo = edited ?? saved.data?.mailTo ?? [];
  return (
    <Card title={t('expiry.mailSettings.title')} hint={t('expiry.mailSettings.hint')}>
      <Group align="flex-start" gap="sm">
        <MailRecipients label={t('expiry.mailSettings.label')} mailTo={mailTo} onChange={setEdited} />
        <Button
          disabled={edited === null || wrongAddress(mailTo) !== undefined}
          loading={save.isPending}
          onClick={() => save.mutate({ mailTo })}
        >
          {t('expiry.mailSettings.save')}
        </Button>
      </Group>
    </Card>
  );
}
