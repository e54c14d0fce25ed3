import type { TFunction } from 'i18next';
import type { AutoImportState, ShopMonitor } from '#shared/contract/auto-import.ts';
import type { AppErrorShape } from '#shared/domain/errors.ts';
import type { Moment } from '#shared/domain/time.ts';
import { formatEstimate } from '../../lib/duration.ts';
import { formatClock, formatCount } from '../../lib/format.ts';

type Running = Extract<AutoImportState, { kind: 'running' }>;
type Busy = Extract<AutoImportState, { kind: 'busy' }>;

/** What a shop's loop does now, as one sentence; moments as clock times in Japan. */
export function stateText(
  t: TFunction,
  { state, settings }: Pick<ShopMonitor, 'state' | 'settings'>,
  now: Moment,
): string {
  switch (state.kind) {
    case 'off':
      return t('autoImport.state.off');
    case 'paused':
      return t('autoImport.state.paused');
    case 'stopped':
      return t('autoImport.state.stopped');
    case 'waiting':
      return t('autoImport.state.waiting', {
        at: formatClock(state.until, now),
        n: settings.intervalMinutes,
      });
    case 'running':
      return progressText(t, state);
    case 'backing_off': {
      const facts = { at: formatClock(state.until, now), n: state.failures };
      if (state.isOpen) return t('autoImport.state.failedOpen', facts);
      return t(state.failures > 1 ? 'autoImport.state.failedTimes' : 'autoImport.state.failedOnce', facts);
    }
    case 'maintenance':
      return t('autoImport.state.maintenance', { at: formatClock(state.until, now) });
    case 'busy':
      return busyText(t, state, now);
    case 'needs_consent':
      return t('autoImport.state.needsConsent');
    case 'clock_rejected':
      return t('autoImport.state.clock');
    case 'failed':
      return t('autoImport.state.failed', { at: formatClock(state.until, now) });
  }
}

/** How far a running cycle or comparison is. */
export function progressText(t: TFunction, { purpose, progress }: Running): string {
  const doing = t(purpose === 'auto' ? 'autoImport.state.running' : 'autoImport.state.reconciling');
  const { stage, done, found, remainingMs } = progress;
  switch (stage) {
    case 'waiting':
      return t('autoImport.state.withQueue', { doing });
    case 'listing':
      return found > 0
        ? t('autoImport.state.withFound', { doing, found: formatCount(found) })
        : t('autoImport.state.withListing', { doing });
    case 'fetching':
    case 'finished': {
      const facts = { doing, done: formatCount(done), found: formatCount(found) };
      return remainingMs !== null && stage === 'fetching'
        ? t('autoImport.state.withLeft', { ...facts, span: formatEstimate(t, remainingMs) })
        : t('autoImport.state.withCounts', facts);
    }
  }
}

const busyTexts = { manual: 'busyManual', auto: 'busyAuto', reconciliation: 'busyReconciliation' } as const;

function busyText(t: TFunction, { lease }: Busy, now: Moment): string {
  return t(`autoImport.state.${busyTexts[lease.purpose]}`, {
    terminal: lease.terminal,
    since: formatClock(lease.since, now),
  });
}

/** The error behind a state; null for a state without one. */
export function errorOf(state: AutoImportState): AppErrorShape | null {
  return 'error' in state ? state.error : null;
}

/** When the loop acts by itself next; null while it works, or waits for somebody. */
export function untilOf(state: AutoImportState): Moment | null {
  return 'until' in state ? state.until : null;
}

/** The state in three words, for lists that show other things. */
export function briefText(t: TFunction, state: AutoImportState, now: Moment): string {
  switch (state.kind) {
    case 'off':
    case 'paused':
    case 'stopped':
    case 'running':
    case 'busy':
      return t(`autoImport.brief.${state.kind}`);
    case 'waiting':
      return t('autoImport.brief.waiting', { at: formatClock(state.until, now) });
    case 'backing_off':
    case 'maintenance':
    case 'failed':
      return t('autoImport.brief.retry', { at: formatClock(state.until, now) });
    case 'needs_consent':
      return t('autoImport.brief.needsConsent');
    case 'clock_rejected':
      return t('autoImport.brief.clock');
  }
}
