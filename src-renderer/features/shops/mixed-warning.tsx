import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ConsentStatus, Shop } from '#shared/contract/shops.ts';
import { isUsable } from './consent-badge.tsx';

/**
 * A signed consent can lose its 28 days to unsigned calls of the other scope when the same Yahoo! JAPAN ID gave
 * both (yahoo §1.4): said before it happens.
 */
export function MixedWarning({
  consent,
  other,
  otherKey,
}: {
  consent: ConsentStatus;
  other: ConsentStatus;
  otherKey: Shop['terminalKey'];
}) {
  const { t } = useTranslation();
  if (consent.life !== 'signed' || !isUsable(consent) || otherKey !== null || !isUsable(other)) return null;
  return (
    <Alert mt="sm" color="yellow" icon={<IconAlertTriangle aria-hidden />}>
      {t('shops.consent.mixed')}
    </Alert>
  );
}
