import { Badge } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ConsentStatus } from '#shared/contract/shops.ts';

export const consentLooks = {
  none: { color: 'gray', tone: 'plain', Icon: IconCircleDashed },
  consenting: { color: 'blue', tone: 'plain', Icon: IconHourglass },
  signed: { color: 'green', tone: 'good', Icon: IconCircleCheck },
  unsigned: { color: 'yellow', tone: 'warn', Icon: IconAlertTriangle },
  expired: { color: 'red', tone: 'bad', Icon: IconAlertTriangle },
  withdrawn: { color: 'red', tone: 'bad', Icon: IconAlertTriangle },
} as const;

/** The state of a shop's consent on this terminal, as icon and word. */
export function ConsentBadge({ consent }: { consent: ConsentStatus }) {
  const { t } = useTranslation();
  const { color, Icon } = consentLooks[consent.state];
  return (
    <Badge color={color} leftSection={<Icon size={12} aria-hidden />}>
      {t(`shops.consent.state.${consent.state}`)}
    </Badge>
  );
}
