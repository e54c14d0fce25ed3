import { Badge, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ClockCheck, ClockSource } from '#shared/domain/clock-check.ts';
import { formatAmount } from '../../lib/duration.ts';
import { formatMoment } from '../../lib/format.ts';
import styles from './clock.module.css';
import { boundText, offsetText, sourceText } from './clock-words.ts';

/** What one check measured, and what each source said. */
export function CheckFacts({ check }: { check: ClockCheck }) {
  const { t } = useTranslation();
  return (
    <>
      <dl className={styles.facts}>
        <dt>{t('clock.checkedAt')}</dt>
        <dd>
          {formatMoment(check.at)}（{t(`clock.purpose.${check.purpose}`)}）
        </dd>
        {check.offsetMs !== null && (
          <>
            <dt>{t('clock.offset')}</dt>
            <dd>{offsetText(t, check.offsetMs)}</dd>
          </>
        )}
        {check.errorMs !== null && (
          <>
            <dt>{t('clock.error')}</dt>
            <dd>{boundText(t, check.errorMs)}</dd>
          </>
        )}
        <dt>{t('clock.duration')}</dt>
        <dd>{formatAmount(t, check.durationMs)}</dd>
      </dl>
      {check.sources.length > 0 && <Sources sources={check.sources} />}
    </>
  );
}

function Sources({ sources }: { sources: readonly ClockSource[] }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('clock.sources')}>
      <h3 className={styles.heading}>{t('clock.sources')}</h3>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('clock.source')}</th>
            <th scope="col">{t('clock.offset')}</th>
            <th scope="col">{t('clock.error')}</th>
            <th scope="col">{t('clock.roundTrip')}</th>
            <th scope="col">{t('clock.result')}</th>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <tr key={`${source.kind} ${source.id}`}>
              <td>
                {source.id}
                <Text size="xs" c="dimmed">
                  {t(`clock.kinds.${source.kind}`)}
                </Text>
              </td>
              <td>{sourceText(t, source)}</td>
              <td>{source.errorMs === null ? '' : boundText(t, source.errorMs)}</td>
              <td>
                {source.roundTripMs === null
                  ? ''
                  : `${source.roundTripMs} ms · ${t('clock.readings', { n: source.readings })}`}
              </td>
              <td>
                {source.state === 'answered' && (
                  <Badge color={source.agrees ? 'green' : 'red'}>
                    {t(source.agrees ? 'clock.agrees' : 'clock.disagrees')}
                  </Badge>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
