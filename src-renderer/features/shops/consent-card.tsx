import { Button, Text } from '@mantine/core';
import { IconRefresh, IconStethoscope } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsentStatus, Shop } from '#shared/contract/shops.ts';
import { toAppError } from '#shared/contract/to-app-error.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatDuration } from '../../lib/duration.ts';
import { formatMoment } from '../../lib/format.ts';
import { openExternal } from '../../lib/open-external.ts';
import { useStore } from '../../lib/store.ts';
import { useNow } from '../../lib/use-now.ts';
import { showError } from '../../ui/error-notice.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Card } from '../../ui/page.tsx';
import { ClockRemedy } from '../clock/clock-remedy.tsx';
import { DiagnoseButton } from '../diagnosis/diagnose-button.tsx';
import { openDiagnosis } from '../diagnosis/diagnosis-store.ts';
import { consentLooks } from './consent-badge.tsx';
import { type Attempt, ConsentFlow } from './consent-flow.tsx';
import { startingConsentStore } from './shop-selection.ts';
import styles from './shops.module.css';
import { useReloadShops } from './use-reload-shops.ts';

/** Whether 28 days or 12 hours apply, why, the time left, and the way to a new consent (spec §2.1). */
export function ConsentCard({ shop }: { shop: Shop }) {
  const { t } = useTranslation();
  const [attempt, setAttempt] = useState<Attempt | null>(null);
  const reload = useReloadShops();
  const begin = useMutation(
    hostQuery.auth.begin.mutationOptions({
      onSuccess: async (started) => {
        setAttempt(started);
        void reload();
        await openExternal(started.authorizationUrl).catch(showError);
      },
    }),
  );
  useStartFromElsewhere(shop.id, () => begin.mutate({ shopId: shop.id }));
  const end = () => {
    setAttempt(null);
    void reload();
  };
  return (
    <Card
      title={t('shops.consent.title')}
      actions={
        attempt === null && (
          <>
            <Button
              size="sm"
              variant="default"
              leftSection={<IconStethoscope size={16} aria-hidden />}
              onClick={() => openDiagnosis({ shopId: shop.id, scope: 'terminal' })}
            >
              {t('diagnosis.open')}
            </Button>
            <Button
              size="sm"
              leftSection={<IconRefresh size={16} aria-hidden />}
              loading={begin.isPending}
              onClick={() => begin.mutate({ shopId: shop.id })}
            >
              {t('shops.consent.update')}
            </Button>
          </>
        )
      }
    >
      <ConsentState consent={shop.consent} />
      {!shop.hasClientSecret && (
        <Text size="xs" c="dimmed" mt="xs">
          {t('shops.consent.needSecret')}
        </Text>
      )}
      {begin.isError && (
        <ErrorPanel
          error={begin.error}
          action={
            <>
              <ClockRemedy error={begin.error} onMended={begin.reset} />
              <DiagnoseButton error={toAppError(begin.error)} shopId={shop.id} />
            </>
          }
        />
      )}
      {attempt && <ConsentFlow key={attempt.attemptId} attempt={attempt} shopId={shop.id} onEnd={end} />}
    </Card>
  );
}

/** Another screen asked for this shop's consent: it starts as if its button had been pressed here. */
function useStartFromElsewhere(shopId: string, start: () => void): void {
  const wanted = useStore(startingConsentStore);
  useEffect(() => {
    if (wanted !== shopId) return;
    startingConsentStore.set(null);
    start();
  });
}

function ConsentState({ consent }: { consent: ConsentStatus }) {
  const { t } = useTranslation();
  const now = useNow(30_000);
  const { tone, Icon } = consentLooks[consent.state];
  const isRunning = consent.state === 'signed' || consent.state === 'unsigned';
  return (
    <>
      <div className={styles.stateBox} data-tone={tone}>
        <Icon size={26} stroke={1.7} aria-hidden />
        <div>
          <div className={styles.stateTitle}>
            {t(`shops.consent.state.${consent.state}`)}
            {isRunning &&
              consent.expiresAt !== null &&
              ` · ${t('shops.consent.left', { span: formatDuration(t, consent.expiresAt - now) })}`}
          </div>
          <p>{reasonText(t, consent.reason)}</p>
        </div>
      </div>
      <dl className={styles.facts}>
        {consent.consentedAt !== null && (
          <>
            <dt>{t('shops.consent.consentedAt')}</dt>
            <dd>{formatMoment(consent.consentedAt)}</dd>
          </>
        )}
        {consent.expiresAt !== null && (
          <>
            <dt>{t('shops.consent.timeLeft')}</dt>
            <dd>
              {t(isRunning ? 'shops.consent.until' : 'shops.consent.endedAt', {
                at: formatMoment(consent.expiresAt),
              })}
            </dd>
          </>
        )}
        {consent.lastVerdict && (
          <>
            <dt>{t('shops.consent.verdictLabel')}</dt>
            <dd>
              {verdictText(t, consent.lastVerdict.value)} ({formatMoment(consent.lastVerdict.at)})
            </dd>
          </>
        )}
      </dl>
      {isRunning && (
        <Text size="xs" c="dimmed" mt={6}>
          {t('shops.consent.refreshNote')}
        </Text>
      )}
    </>
  );
}

const reasons = [
  'never',
  'browser_open',
  'no_key',
  'verdict',
  'unsigned_call',
  'not_yet_judged',
  'authorized',
  'time',
  'mall_said_expired',
  'mall_refused_renewal',
] as const;

function reasonText(t: TFunction, reason: string): string {
  const known = reasons.find((candidate) => candidate === reason);
  return known ? t(`shops.consent.reason.${known}`) : t('shops.consent.reason.other', { reason });
}

/** X-SWS-Authorize-Status in plain words (yahoo §2.3); an unknown one as it came. */
const verdicts = [
  'authorized',
  'none',
  'invalid-key-version',
  'not-found-key-version',
  'expired-key-version',
  'invalid-key-status',
  'expired-timestamp',
  'invalid-timestamp',
  'invalid-sellerid',
  'invalid-authorize-value',
  'unauthorized',
] as const;

function verdictText(t: TFunction, value: string): string {
  const known = verdicts.find((candidate) => candidate === value);
  return known ? t(`shops.consent.verdicts.${known}`) : t('shops.consent.verdicts.other', { value });
}
