import { useTranslation } from 'react-i18next';
import styles from './auto-import.module.css';
import { LegendSign } from './mark-shapes.tsx';

const kinds = ['orders', 'idle', 'failed', 'reconciliation', 'broken'] as const;

/** What the signs of the strips mean. */
export function StripLegend() {
  const { t } = useTranslation();
  return (
    <div className={styles.legend}>
      <span>{t('autoImport.strip.title')}</span>
      {kinds.map((kind) => (
        <span key={kind} className={styles.legendItem}>
          <LegendSign kind={kind} />
          {t(`autoImport.strip.${kind}`)}
        </span>
      ))}
    </div>
  );
}
