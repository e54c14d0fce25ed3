import { Button, Group, Text, Textarea } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EmailAuth } from '#shared/contract/email-auth.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatDuration } from '../../lib/duration.ts';
import { formatMoment } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import { showError } from '../../ui/error-notice.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { notice } from '../../ui/notices.ts';
import { ClockRemedy } from '../clock/clock-remedy.tsx';
import styles from './shops.module.css';
import { useReloadShops } from './use-reload-shops.ts';

/** A mail that left: bring back its address or code, at whichever terminal this is. */
export function EmailAuthWaiting({ emailAuth }: { emailAuth: EmailAuth }) {
  const { t } = useTranslation();
  const now = useNow(1_000);
  const [pasted, setPasted] = useState('');
  const reload = useReloadShops();
  const redeem = useMutation(
    hostQuery.emailAuth.redeem.mutationOptions({
      onSuccess: async () => {
        notice(t('shops.email.done'));
        await reload();
      },
    }),
  );
  const resend = useMutation(
    hostQuery.emailAuth.resend.mutationOptions({
      onError: showError,
      onSuccess: async () => {
        notice(t('shops.email.resent'));
        await reload();
      },
    }),
  );
  const cancel = useMutation(
    hostQuery.emailAuth.cancel.mutationOptions({
      onError: showError,
      onSuccess: async () => {
        notice(t('shops.email.cancelled'));
        await reload();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    redeem.mutate({ shopId: emailAuth.shopId, pasted });
  };
  return (
    <section className={styles.form} aria-label={t('shops.email.title')}>
      <Group gap="xs">
        <IconMail size={18} aria-hidden />
        <Text fw={600}>{t('shops.email.waiting', { to: emailAuth.to })}</Text>
      </Group>
      <Text size="sm">{t('shops.email.waitingText')}</Text>
      <dl className={styles.facts}>
        {emailAuth.sentAt !== null && (
          <>
            <dt>{t('shops.email.sentAt')}</dt>
            <dd>{formatMoment(emailAuth.sentAt)}</dd>
          </>
        )}
        {emailAuth.requestedBy !== '' && (
          <>
            <dt>{t('shops.email.requestedByLabel')}</dt>
            <dd>{emailAuth.requestedBy}</dd>
          </>
        )}
      </dl>
      <form onSubmit={submit}>
        <Textarea
          mt="sm"
          label={t('shops.email.pasted')}
          autosize
          minRows={2}
          maxRows={5}
          maxLength={8_000}
          spellCheck={false}
          classNames={{ input: 'mono' }}
          value={pasted}
          onChange={(event) => {
            setPasted(event.currentTarget.value);
            if (redeem.isError) redeem.reset();
          }}
        />
        {redeem.isError && (
          <div style={{ marginTop: 8 }}>
            <ErrorPanel
              error={redeem.error}
              action={<ClockRemedy error={redeem.error} onMended={redeem.reset} />}
            />
          </div>
        )}
        <Group mt="sm" gap="xs">
          <Button
            type="submit"
            size="sm"
            color="grape.8"
            loading={redeem.isPending}
            disabled={!pasted.trim()}
          >
            {t('shops.email.redeem')}
          </Button>
          <Button
            size="sm"
            variant="default"
            loading={resend.isPending}
            onClick={() => resend.mutate({ id: emailAuth.id })}
          >
            {t('shops.email.resend')}
          </Button>
          <Button
            size="sm"
            variant="subtle"
            color="gray"
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ id: emailAuth.id })}
          >
            {t('shops.email.cancel')}
          </Button>
          <Text size="xs" c="dimmed">
            {t('shops.email.expiresIn', { span: formatDuration(t, emailAuth.expiresAt - now) })}
          </Text>
        </Group>
      </form>
    </section>
  );
}
