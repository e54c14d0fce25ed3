import { Button } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ResumeState } from '#shared/contract/emergency-stop.ts';
import { formatMoment } from '../../lib/format.ts';
import { goTo } from '../../lib/navigation.ts';
import styles from './emergency-stop.module.css';
import { useStopStatus } from './use-stop-status.ts';

/** On every screen of every terminal while it is stopped: who stopped what, when, where and why (spec §5). */
export function StopBanner() {
  const { t } = useTranslation();
  const { stop, resume, open } = useStopStatus();
  if (stop === null) return null;
  const { name, terminal, reason } = stop;
  return (
    <section className={styles.banner} aria-label={t('emergencyStop.banner.label')}>
      <IconHandStop size={20} aria-hidden className={styles.bannerIcon} />
      <div className={styles.bannerText} role="alert">
        <b className={styles.bannerState}>{t('emergencyStop.inForce')}</b>{' '}
        {t('emergencyStop.banner.text', { name, terminal, at: formatMoment(stop.stoppedAt) })}{' '}
        {t('emergencyStop.banner.reason', { reason })}
      </div>
      {resume !== null && resume.shops.length > 0 && (
        <span role="status" className={styles.bannerProgress}>
          <Progress resume={resume} />
        </span>
      )}
      <Button size="compact-sm" variant="white" color="red.9" onClick={open}>
        {t('emergencyStop.banner.resume')}
      </Button>
      <Button size="compact-sm" className={styles.bannerPlain ?? ''} onClick={() => goTo('import')}>
        {t('emergencyStop.banner.import')}
      </Button>
    </section>
  );
}

function Progress({ resume }: { resume: ResumeState }) {
  const { t } = useTranslation();
  if (resume.isReady) return t('emergencyStop.banner.ready');
  const done = resume.shops.filter(({ state }) => state === 'done' || state === 'skipped').length;
  return t('emergencyStop.banner.comparing', { done, total: resume.shops.length });
}
