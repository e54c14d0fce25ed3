import { Button, Group, TagsInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { hostQuery } from '../../lib/connection/index.ts';
import { showError } from '../../ui/error-notice.tsx';
import { notice } from '../../ui/notices.ts';
import { Card } from '../../ui/page.tsx';

const addressSchema = z.email();

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
  const wrong = mailTo.find((address) => !addressSchema.safeParse(address).success);
  return (
    <Card title={t('expiry.mailSettings.title')} hint={t('expiry.mailSettings.hint')}>
      <Group align="flex-start" gap="sm">
        <TagsInput
          flex={1}
          maw={560}
          aria-label={t('expiry.mailSettings.label')}
          placeholder={
            mailTo.length === 0 ? t('expiry.mailSettings.placeholder') : t('expiry.mailSettings.add')
          }
          maxTags={10}
          splitChars={[',', ' ', '、', ';']}
          value={mailTo}
          onChange={setEdited}
          error={wrong === undefined ? null : t('expiry.mailSettings.invalid', { value: wrong })}
        />
        <Button
          disabled={edited === null || wrong !== undefined}
          loading={save.isPending}
          onClick={() => save.mutate({ mailTo })}
        >
          {t('expiry.mailSettings.save')}
        </Button>
      </Group>
    </Card>
  );
}
