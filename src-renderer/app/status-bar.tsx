import { Progress, Tooltip, UnstyledButton } from '@mantine/core';
import { IconDeviceDesktop, IconKeyOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AutoImportState } from '#shared/contract/auto-import.ts';
import type { ImportProgress } from '#shared/contract/imports.ts';
import { useMonitoredShops } from '../features/auto-import/use-monitor.ts';
import { isByItself } from '../features/import/by-itself.ts';
import { JobLine } from '../features/jobs/job-line.tsx';
import { hostQuery, useHostStatus } from '../lib/connection/index.ts';
import { formatClock, formatCount } from '../lib/format.ts';
import { goTo } from '../lib/navigation.ts';
import { useSettings } from '../lib/settings.ts';
import { ConsentAlert } from './consent-alert.tsx';
import styles from './frame.module.css';

/** Terminal, connection, last import and the running job, always in the same place. */
export function StatusBar() {
  const { t } = useTranslation();
  const status = useHostStatus();
  const { terminalName } = useSettings();
  const info = useQuery(hostQuery.system.info.queryOptions({ input: {} })).data;
  return (
    <footer className={styles.status}>
      <span className={styles.statusItem}>
        <IconDeviceDesktop size={14} aria-label={t('frame.status.terminal')} />
        <span className={styles.terminal} title={terminalName}>
          {terminalName}
        </span>
      </span>
      <span className={styles.statusItem} role="status">
        <span className={styles.dot} data-state={status} />
        {t(`frame.connection.${status}`)}
      </span>
      <LastImport />
      <ConsentAlert />
      {info?.secretStore.kind === 'memory' && (
        <Tooltip label={t('settings.about.memoryWarning')} multiline w={320}>
          <span className={styles.statusItem}>
            <IconKeyOff size={14} aria-hidden />
            {t('frame.status.memorySecrets')}
          </span>
        </Tooltip>
      )}
      <RunningImport />
      <JobLine />
    </footer>
  );
}

function LastImport() {
  const { t } = useTranslation();
  const { data } = useQuery(hostQuery.shops.list.queryOptions({ input: {} }));
  const monitored = useMonitoredShops();
  if (!data || data.shops.length === 0) return null;
  const last = Math.max(
    0,
    ...data.shops.map((shop) => shop.lastImportAt ?? 0),
    ...monitored.map((shop) => shop.lastSuccessAt ?? 0),
  );
  return (
    <span className={styles.statusItem}>
      {last > 0
        ? t('frame.status.lastImport', { at: formatClock(last, Date.now()) })
        : t('frame.status.neverImported')}
    </span>
  );
}

/** Imports under way, a person's and those of the loop: their sum, and the way to them. */
function RunningImport() {
  const { t } = useTranslation();
  const { data } = useQuery(hostQuery.imports.list.queryOptions({ input: { limit: 50 } }));
  const begun = data?.runs.filter((run) => run.state === 'running' && !isByItself(run)) ?? [];
  const loops = useMonitoredShops().flatMap(({ state }) => (isFetching(state) ? [state.progress] : []));
  const running = [...begun.map(({ progress }) => progress), ...loops];
  if (running.length === 0) return null;
  const { done, found } = sum(running);
  const stages = new Set(running.map(({ stage }) => stage));
  const label = stages.has('fetching')
    ? t('frame.status.job', { done: formatCount(done), found: formatCount(found) })
    : stages.has('listing')
      ? t('frame.status.jobListing', { found: formatCount(found) })
      : t('frame.status.jobWaiting');
  return (
    <UnstyledButton
      className={styles.job ?? ''}
      fz={12}
      onClick={() => goTo(begun.length > 0 ? 'import' : 'autoImport')}
    >
      {label}
      <Progress
        className={styles.jobBar ?? ''}
        size={8}
        value={found > 0 ? (done / found) * 100 : 0}
        aria-label={t('frame.status.openJob')}
      />
    </UnstyledButton>
  );
}

/** The loop looks for orders every few minutes: only what it finds is worth a line here. */
function isFetching(state: AutoImportState): state is Extract<AutoImportState, { kind: 'running' }> {
  return state.kind === 'running' && state.progress.stage === 'fetching';
}

function sum(running: readonly ImportProgress[]): { done: number; found: number } {
  return running.reduce(
    (total, { done, found }) => ({ done: total.done + done, found: total.found + found }),
    {
      done: 0,
      found: 0,
    },
  );
}
