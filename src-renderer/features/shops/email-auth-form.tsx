import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconMailForward, IconSettings } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shop } from '#shared/contract/shops.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { goTo } from '../../lib/navigation.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { notice } from '../../ui/notices.ts';
import { ClockRemedy } from '../clock/clock-remedy.tsx';
import styles from './shops.module.css';
import { useReloadShops } from './use-reload-shops.ts';

/** To whom the authorization link goes, and who asks. */
export function EmailAuthForm({ shop, onEnd }: { shop: Shop; onEnd: () => void }) {
  const { t } = useTranslation();
  const mail = useQuery(hostQuery.mail.get.queryOptions({ input: {} }));
  const [to, setTo] = useState('');
  const [requestedBy, setRequestedBy] = useState('');
  const reload = useReloadShops();
  const start = useMutation(
    hostQuery.emailAuth.start.mutationOptions({
      onSuccess: async () => {
        notice(t('shops.email.sent'));
        await reload();
        onEnd();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start.mutate({ shopId: shop.id, to: to.trim(), requestedBy });
  };
  if (mail.data?.settings === null) {
    return (
      <Alert mt="md" color="yellow">
        <Text size="sm">{t('shops.email.needSettings')}</Text>
        <Group mt="xs" gap="xs">
          <Button leftSection={<IconSettings size={14} aria-hidden />} onClick={() => goTo('settings')}>
            {t('shops.email.openSettings')}
          </Button>
          <Button variant="subtle" color="gray" onClick={onEnd}>
            {t('common.cancel')}
          </Button>
        </Group>
      </Alert>
    );
  }
  return (
    <form className={styles.form} onSubmit={submit} aria-label={t('shops.email.title')}>
      <Stack gap="sm">
        <Text size="sm">{t('shops.email.explain')}</Text>
        <div className={styles.two}>
          <TextInput
            type="email"
            required
            label={t('shops.email.to')}
            maxLength={254}
            autoComplete="email"
            value={to}
            onChange={(event) => {
              setTo(event.currentTarget.value);
              if (start.isError) start.reset();
            }}
          />
          <TextInput
            label={t('shops.email.requestedBy')}
            description={t('shops.email.requestedByHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            maxLength={60}
            value={requestedBy}
            onChange={(event) => setRequestedBy(event.currentTarget.value)}
          />
        </div>
        {start.isError && (
          <ErrorPanel
            error={start.error}
            action={<ClockRemedy error={start.error} onMended={start.reset} />}
          />
        )}
        <Group gap="xs">
          <Button
            type="submit"
            size="sm"
            color="grape.8"
            leftSection={<IconMailForward size={16} aria-hidden />}
            loading={start.isPending}
            disabled={!to.trim()}
          >
            {t('shops.email.send')}
          </Button>
          <Button size="sm" variant="default" onClick={onEnd}>
            {t('common.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
