import { Badge, Loader, Text } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EmergencyStop } from '#shared/contract/emergency-stop.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatDuration } from '../../lib/duration.ts';
import { formatMoment } from '../../lib/format.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Card } from '../../ui/page.tsx';
import styles from './emergency-stop.module.css';

const shown = 50;

/** Every emergency stop with who, when, where and why, and how it ended. */
export function StopJournal() {
  const { t } = useTranslation();
  const journal = useQuery(hostQuery.emergencyStop.journal.queryOptions({ input: { limit: shown } }));
  const stops = journal.data?.stops;
  return (
    <Card title={t('emergencyStop.journal.title')} hint={t('emergencyStop.journal.hint')}>
      {journal.isError && <ErrorPanel error={journal.error} onRetry={() => void journal.refetch()} />}
      {journal.isPending && <Loader size="sm" />}
      {stops?.length === 0 && <Text c="dimmed">{t('emergencyStop.journal.empty')}</Text>}
      {stops !== undefined && stops.length > 0 && (
        <div className={styles.sheet}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('emergencyStop.journal.stoppedAt')}</th>
                <th scope="col">{t('emergencyStop.journal.stoppedBy')}</th>
                <th scope="col">{t('emergencyStop.journal.reason')}</th>
                <th scope="col">{t('emergencyStop.journal.instructed')}</th>
                <th scope="col">{t('emergencyStop.journal.resumedAt')}</th>
                <th scope="col">{t('emergencyStop.journal.resumedBy')}</th>
                <th scope="col">{t('emergencyStop.journal.span')}</th>
              </tr>
            </thead>
            <tbody>
              {stops.map((stop) => (
                <Row key={stop.id} stop={stop} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

function Row({ stop }: { stop: EmergencyStop }) {
  const { t } = useTranslation();
  const { name, terminal, resumedAt, resumedBy, resumedTerminal } = stop;
  return (
    <tr>
      <td className={styles.nowrap}>{formatMoment(stop.stoppedAt)}</td>
      <td>{t('emergencyStop.journal.person', { name, terminal })}</td>
      <td className={styles.reason}>{stop.reason}</td>
      <td>{t(`emergencyStop.resume.${stop.isInstructed ? 'isInstructed' : 'isNotInstructed'}`)}</td>
      {resumedAt === null ? (
        <td colSpan={3}>
          <Badge color="red" leftSection={<IconHandStop size={12} aria-hidden />}>
            {t('emergencyStop.journal.inForce')}
          </Badge>
        </td>
      ) : (
        <>
          <td className={styles.nowrap}>{formatMoment(resumedAt)}</td>
          <td>{t('emergencyStop.journal.person', { name: resumedBy, terminal: resumedTerminal })}</td>
          <td className={styles.nowrap}>{formatDuration(t, resumedAt - stop.stoppedAt)}</td>
        </>
      )}
    </tr>
  );
}
