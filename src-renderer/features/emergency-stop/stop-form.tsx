import { Alert, Button, Checkbox, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconHandStop } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './emergency-stop.module.css';

/** What a person says who stops everything. */
export interface StopWords {
  readonly reason: string;
  readonly name: string;
  readonly isInstructed: boolean;
}

const stopped = ['autoImport', 'stockLink'] as const;
const kept = ['manualImport', 'edits', 'outbox', 'rest'] as const;
const reasons = ['support', 'twice', 'stock', 'mall', 'settings'] as const;

/** What stops, what keeps working, what may go wrong; reason, name and instruction (spec §5). */
export function StopForm({ words, onChange }: { words: StopWords; onChange: (words: StopWords) => void }) {
  const { t } = useTranslation();
  const change = (part: Partial<StopWords>) => onChange({ ...words, ...part });
  return (
    <>
      <Text size="sm">{t('emergencyStop.stop.lead')}</Text>
      <div className={styles.effects}>
        <Effects
          title={t('emergencyStop.stop.stops')}
          icon={<IconHandStop size={15} aria-hidden className={styles.bad} />}
          lines={stopped.map((line) => t(`emergencyStop.stop.stopsList.${line}`))}
        />
        <Effects
          title={t('emergencyStop.stop.keeps')}
          icon={<IconCheck size={15} aria-hidden className={styles.good} />}
          lines={kept.map((line) => t(`emergencyStop.stop.keepsList.${line}`))}
        />
      </div>
      <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />}>
        <Text size="sm">{t('emergencyStop.stop.warning')}</Text>
        <Text size="sm" fw={650}>
          {t('emergencyStop.stop.contact')}
        </Text>
      </Alert>
      <Stack gap={6}>
        <TextInput
          data-autofocus
          required
          label={t('emergencyStop.stop.reason')}
          placeholder={t('emergencyStop.stop.reasonPlaceholder')}
          maxLength={500}
          value={words.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
        <fieldset className={styles.reasons} aria-label={t('emergencyStop.stop.reasonsLabel')}>
          {reasons.map((name) => {
            const reason = t(`emergencyStop.stop.reasons.${name}`);
            return (
              <Button
                key={name}
                size="compact-xs"
                h={24}
                variant="default"
                onClick={() => change({ reason })}
              >
                {reason}
              </Button>
            );
          })}
        </fieldset>
      </Stack>
      <TextInput
        required
        maw={300}
        label={t('emergencyStop.stop.name')}
        maxLength={60}
        value={words.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Checkbox
        size="sm"
        label={t('emergencyStop.stop.instructed')}
        checked={words.isInstructed}
        onChange={(event) => change({ isInstructed: event.currentTarget.checked })}
      />
    </>
  );
}

function Effects({ title, icon, lines }: { title: string; icon: ReactNode; lines: readonly string[] }) {
  return (
    <section aria-label={title}>
      <h3 className={styles.effectsTitle}>{title}</h3>
      <ul className={styles.effectsList}>
        {lines.map((line) => (
          <li key={line}>
            {icon}
            {line}
          </li>
        ))}
      </ul>
    </section>
  );
}
