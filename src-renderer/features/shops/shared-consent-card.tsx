import { Button, Text } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EmailAuth } from '#shared/contract/email-auth.ts';
import type { Shop } from '#shared/contract/shops.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatMoment } from '../../lib/format.ts';
import { useStore } from '../../lib/store.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { AutoImportLine } from '../auto-import/auto-import-line.tsx';
import { ConsentState } from './consent-state.tsx';
import { EmailAuthForm } from './email-auth-form.tsx';
import { EmailAuthWaiting } from './email-auth-waiting.tsx';
import { KeyTest } from './key-test.tsx';
import { MixedWarning } from './mixed-warning.tsx';
import { ScopeCard } from './scope-head.tsx';
import { startingEmailAuthStore } from './shop-selection.ts';

/** Every terminal's consent for auto import and stock link, and 「メール認証」 as the way to a new one (spec §2.1). */
export function SharedConsentCard({ shop }: { shop: Shop }) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const latest = useQuery(hostQuery.emailAuth.latest.queryOptions({ input: { shopId: shop.id } }));
  const emailAuth = latest.data?.emailAuth ?? null;
  const isOpen = emailAuth?.state === 'open';
  const card = useRef<HTMLDivElement>(null);
  useStartFromElsewhere(shop.id, () => {
    setAsking(true);
    card.current?.scrollIntoView({ block: 'start' });
  });
  return (
    <div ref={card}>
      <ScopeCard
        scope="shared"
        title={t('shops.consent.sharedTitle')}
        actions={
          !isOpen &&
          !isAsking && (
            <Button
              size="sm"
              color="grape.8"
              leftSection={<IconMail size={16} aria-hidden />}
              onClick={() => setAsking(true)}
            >
              {t('shops.email.start')}
            </Button>
          )
        }
      >
        <ConsentState consent={shop.sharedConsent} scope="shared" />
        <MixedWarning consent={shop.sharedConsent} otherKey={shop.terminalKey} other={shop.consent} />
        <KeyTest shop={shop} scope="shared" />
        {latest.isError && <ErrorPanel error={latest.error} onRetry={() => void latest.refetch()} />}
        {emailAuth && !isAsking && <Ended emailAuth={emailAuth} />}
        {isOpen && <EmailAuthWaiting key={emailAuth.id} emailAuth={emailAuth} />}
        {isAsking && !isOpen && <EmailAuthForm shop={shop} onEnd={() => setAsking(false)} />}
        <AutoImportLine shopId={shop.id} />
      </ScopeCard>
    </div>
  );
}

/** Another screen asked for this shop's email authentication: its form opens as if the button had been pressed here. */
function useStartFromElsewhere(shopId: string, start: () => void): void {
  const wanted = useStore(startingEmailAuthStore);
  useEffect(() => {
    if (wanted !== shopId) return;
    startingEmailAuthStore.set(null);
    start();
  });
}

/** What became of the last mail, where it led to no consent. */
function Ended({ emailAuth }: { emailAuth: EmailAuth }) {
  const { t } = useTranslation();
  if (emailAuth.state !== 'expired' && emailAuth.state !== 'cancelled') return null;
  return (
    <Text size="xs" c="dimmed" mt="xs">
      {t(`shops.email.ended.${emailAuth.state}`, { at: formatMoment(emailAuth.expiresAt) })}
    </Text>
  );
}
