import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ShopMonitor } from '#shared/contract/auto-import.ts';
import type { Dashboard } from '#shared/contract/dashboard.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { errorText } from '../../ui/error-text.ts';
import { isTrouble } from '../auto-import/state-looks.ts';
import { briefText } from '../auto-import/state-words.ts';
import { useMonitoredShops } from '../auto-import/use-monitor.ts';
import styles from './dashboard.module.css';

/** When each shop was last imported, and what came of it. */
export function ImportLines({ imports }: { imports: Dashboard['imports'] }) {
  const { t, i18n } = useTranslation();
  const monitored = useMonitoredShops();
  return (
    <ul className={styles.lines}>
      {imports.map(({ shopId, shopName, lastImportAt, lastRun }) => (
        <li key={shopId} className={styles.line}>
          <span className={styles.clip} title={shopName}>
            {shopName}
          </span>
          <span className={styles.soft}>
            {lastRun?.state === 'running'
              ? t('dashboard.importRunning', {
                  done: formatCount(lastRun.progress.done),
                  found: formatCount(lastRun.progress.found),
                })
              : lastRun && countsOf(lastRun.progress.counts, t)}
            <AutoState shop={monitored.find((shop) => shop.shopId === shopId)} />
          </span>
          <span className={styles.when}>
            {lastRun?.state === 'failed' ? (
              <span
                className={styles.bad}
                title={lastRun.error ? errorText(i18n, lastRun.error).what : undefined}
              >
                <IconAlertTriangle size={14} aria-hidden /> {t('dashboard.importFailed')}
              </span>
            ) : lastImportAt === null ? (
              t('dashboard.neverImported')
            ) : (
              formatMoment(lastImportAt)
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** How the shop's auto import stands, in three words; nothing while it is off. */
function AutoState({ shop }: { shop: ShopMonitor | undefined }) {
  const { t } = useTranslation();
  if (shop === undefined || shop.state.kind === 'off') return null;
  return (
    <a href="#/autoImport" className={isTrouble(shop.state) ? styles.autoBad : styles.auto}>
      {briefText(t, shop.state, Date.now())}
    </a>
  );
}

function countsOf(
  counts: { created: number; updated: number; failed: number },
  t: ReturnType<typeof useTranslation>['t'],
): string {
  return t('dashboard.importCounts', {
    created: formatCount(counts.created),
    updated: formatCount(counts.updated),
    failed: formatCount(counts.failed),
  });
}
