import { Button, Checkbox, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EmergencyStop, ResumeState } from '#shared/contract/emergency-stop.ts';
import { formatMoment } from '../../../lib/format.ts';
import { useSettings } from '../../../lib/settings.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import styles from '../emergency-stop.module.css';
import { Step } from './step.tsx';
import { useBeginResume } from './use-begin-resume.ts';

/** Why it was stopped, and who says that the cause is gone. */
export function CauseStep({ stop, resume }: { stop: EmergencyStop; resume: ResumeState | null }) {
  const { t } = useTranslation();
  return (
    <Step number={1} title={t('emergencyStop.resume.cause')} state={resume === null ? 'now' : 'done'}>
      <dl className={styles.facts}>
        <dt>{t('emergencyStop.resume.stoppedAt')}</dt>
        <dd>{formatMoment(stop.stoppedAt)}</dd>
        <dt>{t('emergencyStop.resume.stoppedBy')}</dt>
        <dd>{t('emergencyStop.journal.person', { name: stop.name, terminal: stop.terminal })}</dd>
        <dt>{t('emergencyStop.resume.reason')}</dt>
        <dd>{stop.reason}</dd>
        <dt>{t('emergencyStop.resume.instructed')}</dt>
        <dd>{t(`emergencyStop.resume.${stop.isInstructed ? 'isInstructed' : 'isNotInstructed'}`)}</dd>
      </dl>
      {resume === null ? (
        <Confirmation />
      ) : (
        <Text size="sm" c="dimmed">
          {t('emergencyStop.resume.begun', { name: resume.startedBy, at: formatMoment(resume.startedAt) })}
        </Text>
      )}
    </Step>
  );
}

function Confirmation() {
  const { t } = useTranslation();
  const { operatorName } = useSettings();
  const [name, setName] = useState(operatorName);
  const [isGone, setGone] = useState(false);
  const begin = useBeginResume();
  return (
    <Stack gap="sm" align="flex-start">
      <Text size="sm">{t('emergencyStop.resume.causeText')}</Text>
      <TextInput
        required
        w={300}
        label={t('emergencyStop.resume.name')}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox
        size="sm"
        label={t('emergencyStop.resume.causeGone')}
        checked={isGone}
        onChange={(event) => setGone(event.currentTarget.checked)}
      />
      {begin.isError && <ErrorPanel error={begin.error} />}
      <Button
        disabled={!isGone || name.trim() === ''}
        loading={begin.isPending}
        onClick={() => begin.mutate({ name })}
      >
        {t('emergencyStop.resume.begin')}
      </Button>
    </Stack>
  );
}
