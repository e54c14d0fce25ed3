import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ConsentStatus, Shop } from '#shared/contract/shops.ts';
import { sessionScopes } from '#shared/domain/session-scope.ts';
import { openConsent } from '../features/shops/shop-selection.ts';
import { hostQuery } from '../lib/connection/index.ts';
import { formatDuration } from '../lib/duration.ts';
import { useNow } from '../lib/use-now.ts';
import styles from './frame.module.css';

/** The consent that ends first, or has ended, on every screen; a click leads to its card. */
export function ConsentAlert() {
  const { t } = useTranslation();
  const now = useNow(30_000);
  const { data } = useQuery(hostQuery.shops.list.queryOptions({ input: {} }));
  const first = data?.shops
    .flatMap((shop) => sessionScopes.map((scope) => ({ shop, scope, consent: consentOf(shop, scope) })))
    .filter(({ consent }) => isUrgent(consent))
    .sort((one, other) => (one.consent.expiresAt ?? 0) - (other.consent.expiresAt ?? 0))[0];
  if (first === undefined) return null;
  const { shop, scope, consent } = first;
  const names = { shop: shop.name, scope: t(`shops.scope.${scope}.name`) };
  const left = t('shops.consent.left', { span: formatDuration(t, (consent.expiresAt ?? now) - now) });
  return (
    <UnstyledButton className={styles.alert ?? ''} fz={12} onClick={() => openConsent(shop.id)}>
      <IconAlertTriangle size={14} aria-hidden />
      {consent.state === 'expiring'
        ? t('frame.consentEnding', { ...names, left })
        : t('frame.consentEnded', names)}
    </UnstyledButton>
  );
}

function consentOf(shop: Shop, scope: 'terminal' | 'shared'): ConsentStatus {
  return scope === 'terminal' ? shop.consent : shop.sharedConsent;
}

function isUrgent({ state }: ConsentStatus): boolean {
  return state === 'expiring' || state === 'expired' || state === 'withdrawn';
}
