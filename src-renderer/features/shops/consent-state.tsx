import { Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ConsentStatus } from '#shared/contract/shops.ts';
import type { SessionScope } from '#shared/domain/session-scope.ts';
import { formatDuration } from '../../lib/duration.ts';
import { formatMoment } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import { consentLooks, isUsable } from './consent-badge.tsx';
import styles from './shops.module.css';
import { verdictText } from './verdict-text.ts';

/** Whether 28 days or 12 hours apply, why, and the time left (spec §2.1). */
export function ConsentState({ consent, scope }: { consent: ConsentStatus; scope: SessionScope }) {
  const { t } = useTranslation();
  const now = useNow(30_000);
  const { tone, Icon } = consentLooks[consent.state];
  const isRunning = isUsable(consent);
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
          <p>{reasonText(t, consent.reason, scope)}</p>
        </div>
      </div>
      <dl className={styles.facts}>
        {consent.consentedAt !== null && (
          <>
            <dt>{t('shops.consent.consentedAt')}</dt>
            <dd>{formatMoment(consent.consentedAt)}</dd>
          </>
        )}
        {isRunning && consent.life !== null && (
          <>
            <dt>{t('shops.consent.lifeLabel')}</dt>
            <dd>{t(`shops.consent.life.${consent.life}`)}</dd>
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
              {verdictText(t, consent.lastVerdict.value).what} ({formatMoment(consent.lastVerdict.at)})
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
  'time_unsigned',
  'mall_said_expired',
  'mall_refused_renewal',
] as const;

function reasonText(t: TFunction, reason: string, scope: SessionScope): string {
  if (scope === 'shared' && reason === 'never') return t('shops.consent.neverShared');
  if (scope === 'shared' && reason === 'browser_open') return t('shops.consent.reason.mail_open');
  const known = reasons.find((candidate) => candidate === reason);
  return known ? t(`shops.consent.reason.${known}`) : t('shops.consent.reason.other', { reason });
}
