import { Progress, Tooltip, UnstyledButton } from '@mantine/core';
import { IconDeviceDesktop, IconKeyOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ImportRun } from '#shared/contract/imports.ts';
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

function RunningImport() {
  const { t } = useTranslation();
  const { data } = useQuery(hostQuery.imports.list.queryOptions({ input: { limit: 50 } }));
  const running = data?.runs.filter((run) => run.state === 'running' && isWorthShowing(run)) ?? [];
  if (running.length === 0) return null;
  const { done, found } = sum(running);
  const stages = new Set(running.map((run) => run.progress.stage));
  const label = stages.has('fetching')
    ? t('frame.status.job', { done: formatCount(done), found: formatCount(found) })
    : stages.has('listing')
      ? t('frame.status.jobListing', { found: formatCount(found) })
      : t('frame.status.jobWaiting');
  return (
    <UnstyledButton
      className={styles.job ?? ''}
      fz={12}
      onClick={() => goTo(running.every(isByItself) ? 'autoImport' : 'import')}
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
function isWorthShowing(run: ImportRun): boolean {
  return !isByItself(run) || run.progress.stage === 'fetching';
}

function sum(runs: readonly ImportRun[]): { done: number; found: number } {
  return runs.reduce(
    (total, { progress }) => ({ done: total.done + progress.done, found: total.found + progress.found }),
    { done: 0, found: 0 },
  );
}
