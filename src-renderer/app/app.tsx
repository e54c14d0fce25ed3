import { Loader, MantineProvider, Stack, Text, useMantineColorScheme } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import i18next from 'i18next';
import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import 'dayjs/locale/ja';
import { EmergencyStopDialogs } from '../features/emergency-stop/emergency-stop-dialogs.tsx';
import { shellQuery } from '../lib/connection/index.ts';
import { followEvents } from '../lib/events.ts';
import { queryClient } from '../lib/query-client.ts';
import { useSettings } from '../lib/settings.ts';
import { showDegradedSessions } from './degraded-notices.ts';
import styles from './frame.module.css';
import { Frame } from './frame.tsx';
import { HostGate } from './host-gate.tsx';
import { cssVariablesResolver, theme } from './theme.ts';

/** The whole window: providers, then settings, then a living data host, then the frame. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
        <Notifications position="bottom-right" limit={3} autoClose={4_000} />
        <ModalsProvider>
          <SettingsGate>
            <HostGate>
              <EventFollower />
              <Frame />
              <EmergencyStopDialogs />
            </HostGate>
          </SettingsGate>
        </ModalsProvider>
      </MantineProvider>
    </QueryClientProvider>
  );
}

function SettingsGate({ children }: { children: ReactNode }) {
  const { data } = useQuery(shellQuery.settings.queryOptions({ input: {} }));
  if (!data) return <Starting />;
  return <ApplySettings>{children}</ApplySettings>;
}

/** Language, theme and zoom of this terminal take effect at once. */
function ApplySettings({ children }: { children: ReactNode }) {
  const { language, theme: scheme, zoom } = useSettings();
  const { setColorScheme } = useMantineColorScheme();
  const kind = useQuery(shellQuery.info.queryOptions({ input: {} })).data?.kind;
  // The setter is another function each time, and each call of it has the browser style the whole window twice.
  const applyScheme = useEffectEvent(setColorScheme);
  useEffect(() => applyScheme(scheme === 'system' ? 'auto' : scheme), [scheme]);
  useEffect(() => {
    document.documentElement.lang = language;
    void i18next.changeLanguage(language);
  }, [language]);
  useEffect(() => {
    // Inside Electron the shell zooms the window itself; a browser page zooms its own content.
    if (kind === 'headless') document.body.style.zoom = String(zoom);
  }, [kind, zoom]);
  return (
    <DatesProvider settings={{ locale: language, firstDayOfWeek: 0, consistentWeeks: true }}>
      {children}
    </DatesProvider>
  );
}

let followed = false;

function EventFollower() {
  useEffect(() => {
    if (followed) return;
    followed = true;
    followEvents(queryClient);
    showDegradedSessions();
  }, []);
  return null;
}

/** Shown for the moments before the settings are there. */
function Starting() {
  const { t } = useTranslation();
  return (
    <div className={styles.full}>
      <Stack align="center" gap="sm">
        <Loader size="sm" />
        <Text c="dimmed">{t('frame.starting')}</Text>
      </Stack>
    </div>
  );
}
