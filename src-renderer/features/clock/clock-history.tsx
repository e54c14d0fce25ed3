import { Badge, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatMoment } from '../../lib/format.ts';
import styles from './clock.module.css';
import { boundText, offsetText } from './clock-words.ts';

const shown = 100;

/** Earlier checks of this PC, newest first. */
export function ClockHistory({ isOpen }: { isOpen: boolean }) {
  const { t } = useTranslation();
  const checks = useQuery({
    ...hostQuery.clock.history.queryOptions({ input: { limit: shown } }),
    enabled: isOpen,
  }).data?.checks;
  return (
    <section aria-label={t('clock.history')}>
      <h3 className={styles.heading}>{t('clock.history')}</h3>
      {checks?.length === 0 && <Text c="dimmed">{t('clock.historyEmpty')}</Text>}
      {checks !== undefined && checks.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('clock.checkedAt')}</th>
              <th scope="col">{t('clock.occasion')}</th>
              <th scope="col">{t('clock.result')}</th>
              <th scope="col">{t('clock.offset')}</th>
            </tr>
          </thead>
          <tbody>
            {checks.map((check) => (
              <tr key={check.id}>
                <td className={styles.nowrap}>{formatMoment(check.at)}</td>
                <td>{t(`clock.purpose.${check.purpose}`)}</td>
                <td>
                  <Badge color={check.verdict === 'good' ? 'green' : 'red'}>
                    {t(`clock.state.${check.verdict}`)}
                  </Badge>
                </td>
                <td>
                  {check.offsetMs !== null &&
                    check.errorMs !== null &&
                    `${offsetText(t, check.offsetMs)} ${boundText(t, check.errorMs)}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
