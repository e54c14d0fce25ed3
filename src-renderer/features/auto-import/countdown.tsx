import { useTranslation } from 'react-i18next';
import type { Moment } from '#shared/domain/time.ts';
import { formatDuration } from '../../lib/duration.ts';
import { useNow } from '../../lib/use-now.ts';
import styles from './auto-import.module.css';

/** The time left until a moment; ticks by itself, so that nothing around it is drawn again. */
export function Countdown({ until }: { until: Moment }) {
  const { t } = useTranslation();
  const left = until - useNow(1_000);
  return (
    <span className={styles.left} aria-hidden>
      {left > 0 ? t('autoImport.state.left', { span: formatDuration(t, left) }) : t('autoImport.state.soon')}
    </span>
  );
}
