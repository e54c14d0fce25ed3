import { Stack, Switch, Text } from '@mantine/core';
import { TimePicker } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import type { NoticeSettings } from '#shared/contract/shell.ts';
import { useSaveSettings, useSettings } from '../../lib/settings.ts';
import { Card } from '../../ui/page.tsx';
import { clockText, minutesOf } from './clock-minutes.ts';
import styles from './notices.module.css';

const kinds = ['newOrders', 'holds', 'failures', 'expiries', 'stops'] as const;

/** What this PC's desktop shows, and when it keeps quiet. */
export function DesktopNoticesCard() {
  const { t } = useTranslation();
  const { notices } = useSettings();
  const save = useSaveSettings();
  const change = (changes: Partial<NoticeSettings>) => save({ notices: { ...notices, ...changes } });
  return (
    <Card title={t('notices.settings.title')} hint={t('notices.settings.hint')}>
      <Stack gap="md">
        {kinds.map((kind) => (
          <Switch
            key={kind}
            label={t(`notices.settings.${kind}`)}
            description={t(`notices.settings.${kind}Hint`)}
            checked={notices[kind]}
            onChange={(event) => change({ [kind]: event.currentTarget.checked })}
          />
        ))}
        <Quiet quiet={notices.quietHours} onChange={(quietHours) => change({ quietHours })} />
        <Text size="xs" c="dimmed">
          {t('notices.settings.demo')}
        </Text>
      </Stack>
    </Card>
  );
}

function Quiet({
  quiet,
  onChange,
}: {
  quiet: NoticeSettings['quietHours'];
  onChange: (quiet: NoticeSettings['quietHours']) => void;
}) {
  const { t } = useTranslation();
  const time = (edge: 'from' | 'to') => {
    const label = t(`notices.settings.${edge}`);
    return (
      <TimePicker
        size="xs"
        w={110}
        format="24h"
        label={label}
        hoursInputLabel={t('notices.settings.hours', { edge: label })}
        minutesInputLabel={t('notices.settings.minutes', { edge: label })}
        disabled={!quiet.isOn}
        value={clockText(quiet[edge])}
        onChange={(text) => {
          const minutes = minutesOf(text);
          if (minutes !== null) onChange({ ...quiet, [edge]: minutes });
        }}
      />
    );
  };
  return (
    <div>
      <Switch
        label={t('notices.settings.quiet')}
        description={t('notices.settings.quietHint')}
        checked={quiet.isOn}
        onChange={(event) => onChange({ ...quiet, isOn: event.currentTarget.checked })}
      />
      <div className={styles.quiet}>
        {time('from')}
        <span aria-hidden className={styles.until}>
          –
        </span>
        {time('to')}
      </div>
      {quiet.isOn && quiet.from === quiet.to && (
        <Text size="xs" c="var(--warn)" ml={46} mt={4} role="status">
          {t('notices.settings.sameTime')}
        </Text>
      )}
    </div>
  );
}
