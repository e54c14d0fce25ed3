import { Badge } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconDeviceDesktop,
  IconHourglass,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ConsentStatus, Shop } from '#shared/contract/shops.ts';
import type { SessionScope } from '#shared/domain/session-scope.ts';
import { formatDuration } from '../../lib/duration.ts';
import { useNow } from '../../lib/use-now.ts';
import styles from './shops.module.css';

export const consentLooks = {
  none: { color: 'gray', tone: 'plain', Icon: IconCircleDashed },
  consenting: { color: 'blue', tone: 'plain', Icon: IconHourglass },
  signed: { color: 'green', tone: 'good', Icon: IconCircleCheck },
  unsigned: { color: 'yellow', tone: 'warn', Icon: IconAlertTriangle },
  expiring: { color: 'orange', tone: 'warn', Icon: IconHourglass },
  expired: { color: 'red', tone: 'bad', Icon: IconAlertTriangle },
  withdrawn: { color: 'red', tone: 'bad', Icon: IconAlertTriangle },
} as const;

/** Whether calls may be made under the consent. */
export function isUsable({ state }: ConsentStatus): boolean {
  return state === 'signed' || state === 'unsigned' || state === 'expiring';
}

/** A shop's two consents in the list: the scope's sign, the state and the time left. */
export function ConsentBadges({ shop }: { shop: Shop }) {
  return (
    <span className={styles.badges}>
      <ConsentBadge consent={shop.consent} scope="terminal" />
      {(shop.sharedConsent.state !== 'none' || shop.sharedKey !== null) && (
        <ConsentBadge consent={shop.sharedConsent} scope="shared" />
      )}
    </span>
  );
}

const scopeIcons = { terminal: IconDeviceDesktop, shared: IconUsersGroup } as const;

function ConsentBadge({ consent, scope }: { consent: ConsentStatus; scope: SessionScope }) {
  const { t } = useTranslation();
  const now = useNow(60_000);
  const { color } = consentLooks[consent.state];
  const ScopeIcon = scopeIcons[scope];
  // The colour says which life applies; the words say how long it goes on, or why not.
  const words =
    isUsable(consent) && consent.expiresAt !== null
      ? t('shops.consent.left', { span: formatDuration(t, consent.expiresAt - now) })
      : t(`shops.consent.state.${consent.state}`);
  return (
    <Badge color={color} leftSection={<ScopeIcon size={12} aria-label={t(`shops.scope.${scope}.name`)} />}>
      {words}
    </Badge>
  );
}
