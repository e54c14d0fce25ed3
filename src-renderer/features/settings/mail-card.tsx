import { Alert, Button, Group, NumberInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconSend } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type MailSettings, mailSecurities } from '#shared/contract/mail.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { notice } from '../../ui/notices.ts';
import { Card } from '../../ui/page.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import styles from './settings.module.css';

const usualPorts = { tls: 465, starttls: 587, none: 25 } as const;
const empty: MailSettings = { host: '', port: 587, security: 'starttls', user: '', from: '' };

/** The mail server all terminals send with; used by 「メール認証」. */
export function MailCard() {
  const { t } = useTranslation();
  const mail = useQuery(hostQuery.mail.get.queryOptions({ input: {} }));
  return (
    <Card title={t('settings.mail.title')} hint={t('settings.mail.hint')}>
      {mail.isError && <ErrorPanel error={mail.error} onRetry={() => void mail.refetch()} />}
      {mail.data && (
        <>
          <MailForm
            // A form that was saved starts anew from what is stored now.
            key={JSON.stringify(mail.data)}
            stored={mail.data.settings}
            hasPassword={mail.data.hasPassword}
          />
          {mail.data.settings && <MailTest from={mail.data.settings.from} />}
        </>
      )}
    </Card>
  );
}

function MailForm({ stored, hasPassword }: { stored: MailSettings | null; hasPassword: boolean }) {
  const { t } = useTranslation();
  const [settings, setSettings] = useState(stored ?? empty);
  const [password, setPassword] = useState<string | null>(null);
  const securityId = useId();
  const queryClient = useQueryClient();
  const save = useMutation(
    hostQuery.mail.save.mutationOptions({
      onSuccess: async () => {
        notice(t('settings.mail.saved'));
        await queryClient.invalidateQueries({ queryKey: hostQuery.mail.key() });
      },
    }),
  );
  const change = (patch: Partial<MailSettings>) => {
    setSettings({ ...settings, ...patch });
    if (save.isError) save.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ settings, password });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <div className={styles.two}>
          <TextInput
            required
            label={t('settings.mail.host')}
            placeholder="smtp.example.co.jp"
            maxLength={253}
            value={settings.host}
            onChange={(event) => change({ host: event.currentTarget.value })}
          />
          <NumberInput
            required
            label={t('settings.mail.port')}
            min={1}
            max={65_535}
            allowDecimal={false}
            value={settings.port}
            onChange={(port) => typeof port === 'number' && change({ port })}
          />
        </div>
        <div>
          <Text id={securityId} size="xs" fw={600} mb={2}>
            {t('settings.mail.security')}
          </Text>
          <SegmentedControl
            aria-labelledby={securityId}
            size="sm"
            value={settings.security}
            data={mailSecurities.map((value) => ({ value, label: t(`settings.mail.securities.${value}`) }))}
            onChange={(security) => change({ security, port: usualPorts[security] })}
          />
        </div>
        {settings.security === 'none' && (
          <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />}>
            {t('settings.mail.noneWarning')}
          </Alert>
        )}
        <div className={styles.two}>
          <TextInput
            label={t('settings.mail.user')}
            description={t('settings.mail.userHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            autoComplete="off"
            maxLength={254}
            value={settings.user}
            onChange={(event) => change({ user: event.currentTarget.value })}
          />
          <SecretField
            label={t('settings.mail.password')}
            hint={t('settings.mail.passwordHint')}
            hasStored={hasPassword}
            secret={password}
            onSecret={setPassword}
          />
        </div>
        <TextInput
          required
          type="email"
          label={t('settings.mail.from')}
          placeholder="shop@example.co.jp"
          maxLength={254}
          value={settings.from}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
        {save.isError && <ErrorPanel error={save.error} />}
        <Group>
          <Button type="submit" size="sm" loading={save.isPending}>
            {t('settings.mail.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function MailTest({ from }: { from: string }) {
  const { t } = useTranslation();
  const [to, setTo] = useState(from);
  const test = useMutation(
    hostQuery.mail.test.mutationOptions({ onSuccess: () => notice(t('settings.mail.tested')) }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    test.mutate({ to: to.trim() });
  };
  return (
    <form className={styles.test} onSubmit={submit}>
      <Group align="flex-end" gap="xs">
        <TextInput
          required
          type="email"
          flex={1}
          maw={360}
          label={t('settings.mail.testTo')}
          maxLength={254}
          value={to}
          onChange={(event) => {
            setTo(event.currentTarget.value);
            if (test.isError) test.reset();
          }}
        />
        <Button
          type="submit"
          variant="default"
          leftSection={<IconSend size={14} aria-hidden />}
          loading={test.isPending}
        >
          {t('settings.mail.test')}
        </Button>
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        {t('settings.mail.testHint')}
      </Text>
      {test.isError && (
        <div style={{ marginTop: 8 }}>
          <ErrorPanel error={test.error} />
        </div>
      )}
    </form>
  );
}
