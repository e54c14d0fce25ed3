import { Alert, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { stopConfirmation } from '#shared/contract/emergency-stop.ts';

export const isConfirmed = (typed: string): boolean => typed.trim() === stopConfirmation;

/** The second confirmation of who stops without an instruction of support (spec §5). */
export function ConfirmWords({ typed, onType }: { typed: string; onType: (typed: string) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Alert
        color="red"
        icon={<IconAlertTriangle aria-hidden />}
        title={t('emergencyStop.stop.confirmTitle')}
      >
        <Text size="sm">{t('emergencyStop.stop.confirmText')}</Text>
        <Text size="sm" fw={650}>
          {t('emergencyStop.stop.contact')}
        </Text>
      </Alert>
      <TextInput
        // It takes the place of a form whose button had the focus.
        ref={(field) => field?.focus()}
        maw={300}
        label={t('emergencyStop.stop.confirmLabel')}
        placeholder={stopConfirmation}
        autoComplete="off"
        maxLength={20}
        value={typed}
        onChange={(event) => onType(event.currentTarget.value)}
      />
    </>
  );
}
