import {
  IconBuildingStore,
  IconCalendarClock,
  IconDownload,
  IconLayoutDashboard,
  IconReceiptYen,
  IconRefreshDot,
  IconSend,
  IconSettings,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AutoImportDot } from '../features/auto-import/auto-import-dot.tsx';
import { OutboxBadge } from '../features/outbox/outbox-badge.tsx';
import { type Screen, screens, useScreen } from '../lib/navigation.ts';
import styles from './frame.module.css';

const icons = {
  dashboard: IconLayoutDashboard,
  orders: IconReceiptYen,
  import: IconDownload,
  autoImport: IconRefreshDot,
  outbox: IconSend,
  shops: IconBuildingStore,
  expiry: IconCalendarClock,
  settings: IconSettings,
} as const satisfies Record<Screen, unknown>;

export function Navigation() {
  const { t } = useTranslation();
  const current = useScreen();
  return (
    <nav className={styles.nav} aria-label={t('frame.nav.label')}>
      {screens.map((screen) => {
        const Icon = icons[screen];
        return (
          <a
            key={screen}
            href={`#/${screen}`}
            className={styles.navItem}
            aria-current={screen === current ? 'page' : undefined}
          >
            <Icon size={18} stroke={1.7} aria-hidden />
            {t(`frame.nav.${screen}`)}
            {screen === 'autoImport' && <AutoImportDot />}
            {screen === 'outbox' && <OutboxBadge />}
          </a>
        );
      })}
    </nav>
  );
}
