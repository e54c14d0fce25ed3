import { IconAlertTriangleFilled, IconCircleFilled, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './auto-import.module.css';
import { overallState } from './overall-words.ts';
import { useMonitoredShops } from './use-monitor.ts';

const icons = { running: IconRefresh, waiting: IconCircleFilled, trouble: IconAlertTriangleFilled } as const;

/** How auto import stands, beside its name in the navigation: nothing while it is off. */
export function AutoImportDot() {
  const { t } = useTranslation();
  const state = overallState(useMonitoredShops());
  if (state === null) return null;
  const Icon = icons[state];
  const text = t(`autoImport.dot.${state}`);
  return (
    <span className={styles.dot} data-state={state} role="img" aria-label={text} title={text}>
      <Icon size={state === 'waiting' ? 8 : 14} aria-hidden />
    </span>
  );
}
