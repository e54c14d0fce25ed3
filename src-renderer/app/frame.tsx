import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClockDrawer } from '../features/clock/clock-drawer.tsx';
import { DiagnosisDialog } from '../features/diagnosis/diagnosis-dialog.tsx';
import { openDiagnosis } from '../features/diagnosis/diagnosis-store.ts';
import { StopBanner } from '../features/emergency-stop/stop-banner.tsx';
import { ExpiryBanner } from '../features/expiry/expiry-banner.tsx';
import { ReleasesBanner } from '../features/fraud/releases-banner.tsx';
import { JobWatcher } from '../features/jobs/job-watcher.tsx';
import { NoticesDrawer } from '../features/notices/notices-drawer.tsx';
import { OrderDialogs } from '../features/orders/detail/order-dialogs.tsx';
import { OrdersScreen } from '../features/orders/orders-screen.tsx';
import { useWelcome, WelcomeScreen } from '../features/welcome/welcome-screen.tsx';
import { onCommand } from '../lib/commands.ts';
import { hostQuery, useHostStatus } from '../lib/connection/index.ts';
import { goTo, screens, useScreen } from '../lib/navigation.ts';
import { isTyping, useWindowKeys } from '../lib/shortcuts.ts';
import styles from './frame.module.css';
import { KeyboardMap } from './keyboard-map.tsx';
import { Navigation } from './navigation.tsx';
import { StatusBar } from './status-bar.tsx';
import { TitleRow } from './title-row.tsx';

const DashboardScreen = lazy(async () => ({
  default: (await import('../features/dashboard/dashboard-screen.tsx')).DashboardScreen,
}));
const ImportScreen = lazy(async () => ({
  default: (await import('../features/import/import-screen.tsx')).ImportScreen,
}));
const AutoImportScreen = lazy(async () => ({
  default: (await import('../features/auto-import/auto-import-screen.tsx')).AutoImportScreen,
}));
const OutboxScreen = lazy(async () => ({
  default: (await import('../features/outbox/outbox-screen.tsx')).OutboxScreen,
}));
const ShopsScreen = lazy(async () => ({
  default: (await import('../features/shops/shops-screen.tsx')).ShopsScreen,
}));
const ExpiryScreen = lazy(async () => ({
  default: (await import('../features/expiry/expiry-screen.tsx')).ExpiryScreen,
}));
const SettingsScreen = lazy(async () => ({
  default: (await import('../features/settings/settings-screen.tsx')).SettingsScreen,
}));

/** Title row, navigation, the screen, status bar. */
export function Frame() {
  const [isMapOpen, setMapOpen] = useState(false);
  const screen = useScreen();
  const welcome = useWelcome();

  useWindowKeys((event) => {
    if (event.altKey && !event.ctrlKey && !event.metaKey) {
      const target = screens[Number(event.key) - 1];
      if (target) {
        event.preventDefault();
        goTo(target);
      }
    } else if (event.key === '?' && !isTyping(event)) {
      event.preventDefault();
      setMapOpen(true);
    }
  });

  useEffect(() => onCommand('shortcuts', () => setMapOpen(true)), []);
  useEffect(() => onCommand('diagnosis', () => openDiagnosis({ shopId: null, scope: 'terminal' })), []);

  if (welcome.isShown) {
    return (
      <div className={styles.full}>
        <WelcomeScreen welcome={welcome} />
      </div>
    );
  }
  return (
    <div className={styles.frame}>
      <TitleRow onKeyboardMap={() => setMapOpen(true)} />
      <div className={styles.banner}>
        <StopBanner />
        <ReconnectingLine />
        <ExpiryBanner />
        <ReleasesBanner />
      </div>
      <Navigation />
      <main className={styles.main}>
        <Suspense fallback={null}>
          {screen === 'dashboard' && <DashboardScreen />}
          {screen === 'orders' && <OrdersScreen />}
          {screen === 'import' && <ImportScreen />}
          {screen === 'autoImport' && <AutoImportScreen />}
          {screen === 'outbox' && <OutboxScreen />}
          {screen === 'shops' && <ShopsScreen />}
          {screen === 'expiry' && <ExpiryScreen />}
          {screen === 'settings' && <SettingsScreen />}
        </Suspense>
      </main>
      <StatusBar />
      <ClockDrawer />
      <NoticesDrawer />
      <DiagnosisDialog />
      <OrderDialogs />
      <JobWatcher />
      <KeyboardMap isOpen={isMapOpen} onClose={() => setMapOpen(false)} />
    </div>
  );
}

/** One thin line while the data host is away; the screen behind keeps its content. */
function ReconnectingLine() {
  const { t } = useTranslation();
  const status = useHostStatus();
  const wasLoaded = useQuery(hostQuery.system.info.queryOptions({ input: {} })).isSuccess;
  if (status === 'connected' || !wasLoaded) return null;
  return (
    <div className={styles.reconnecting} role="status">
      <Loader size={12} color="currentColor" />
      {t('frame.reconnecting')}
    </div>
  );
}
