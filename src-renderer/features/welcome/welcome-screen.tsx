import { Button, Loader, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconBuildingStore, IconPlayerPlay, IconReceiptYen } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { hostQuery, shellQuery } from '../../lib/connection/index.ts';
import { goTo } from '../../lib/navigation.ts';
import { useSaveSettings, useSettings } from '../../lib/settings.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { startDemo, useDemo } from './demo.ts';
import styles from './welcome.module.css';

export interface Welcome {
  readonly isShown: boolean;
  readonly isDemoAvailable: boolean;
}

/**
 * Whether the first-run question is due: never answered and no shop yet. Started with `--demo` the demo
 * begins without a question.
 */
export function useWelcome(): Welcome {
  const { welcomed } = useSettings();
  const shell = useQuery(shellQuery.info.queryOptions({ input: {} })).data;
  const shops = useQuery(hostQuery.shops.list.queryOptions({ input: {} })).data?.shops;
  const info = useQuery(hostQuery.system.info.queryOptions({ input: {} })).data;
  const demo = useDemo();
  const isDemoWanted = shell?.demoRequested === true && shops !== undefined;
  useEffect(() => {
    if (isDemoWanted && !isDemoStarted) {
      isDemoStarted = true;
      void startDemo();
    }
  }, [isDemoWanted]);
  const isFirstRun = !welcomed && shops?.length === 0;
  return {
    isShown: isFirstRun || (demo.isStarting && shops?.length === 0),
    isDemoAvailable: info?.demo.available ?? false,
  };
}

/** The window asks for the demo once, also when it is drawn anew. */
let isDemoStarted = false;

/** The first screen: two ways in, one click each. */
export function WelcomeScreen({ welcome }: { welcome: Welcome }) {
  const { t } = useTranslation();
  const saveSettings = useSaveSettings();
  const demo = useDemo();
  const connect = () => {
    saveSettings({ welcomed: true });
    goTo('shops');
  };
  if (demo.isStarting) {
    return (
      <Stack align="center" gap="sm" role="status">
        <Loader size="sm" />
        <Text size="md">{t('welcome.starting')}</Text>
      </Stack>
    );
  }
  return (
    <main className={styles.welcome}>
      <div className={styles.head}>
        <span className={styles.mark}>
          <IconReceiptYen size={30} stroke={1.6} aria-hidden />
        </span>
        <Title order={1} fz={26}>
          {t('welcome.title')}
        </Title>
        <Text c="dimmed" size="md" ta="center">
          {t('welcome.lead')}
        </Text>
      </div>
      <SimpleGrid cols={2} spacing="md">
        <Paper withBorder p="lg" className={styles.card ?? ''}>
          <IconBuildingStore size={28} stroke={1.5} aria-hidden />
          <Text size="md" className={styles.text ?? ''}>
            {t('welcome.connectText')}
          </Text>
          <Button size="sm" fullWidth onClick={connect}>
            {t('welcome.connect')}
          </Button>
        </Paper>
        <Paper withBorder p="lg" className={styles.card ?? ''}>
          <IconPlayerPlay size={28} stroke={1.5} aria-hidden />
          <Text size="md" className={styles.text ?? ''}>
            {welcome.isDemoAvailable ? t('welcome.demoText') : t('welcome.demoUnavailable')}
          </Text>
          <Button
            size="sm"
            fullWidth
            variant="default"
            disabled={!welcome.isDemoAvailable}
            onClick={() => void startDemo()}
          >
            {t('welcome.demo')}
          </Button>
        </Paper>
      </SimpleGrid>
      {demo.error !== null && <ErrorPanel error={demo.error} onRetry={() => void startDemo()} />}
    </main>
  );
}
