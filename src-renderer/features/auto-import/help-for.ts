import type { AutoImportState, ShopMonitor } from '#shared/contract/auto-import.ts';

/** What a person can do about a shop's state. */
export type Help = 'consent' | 'clock' | 'diagnose' | 'tryNow' | 'resume' | 'endStop';

/**
 * The one thing that helps: a new consent, the clock, the diagnosis, another try, going on, the way back from the
 * emergency stop; null where time or another
 * screen must help. `isDiagnosed` tells whether the diagnosis knows an error.
 */
export function helpFor(
  state: AutoImportState,
  hasConsent: boolean,
  isDiagnosed: (errorCode: string) => boolean,
): Help | null {
  switch (state.kind) {
    case 'off':
      return hasConsent ? null : 'consent';
    case 'paused':
      return 'resume';
    case 'needs_consent':
      return 'consent';
    case 'clock_rejected':
      return 'clock';
    case 'failed':
      return isDiagnosed(state.error.code) ? 'diagnose' : 'tryNow';
    case 'backing_off':
    case 'maintenance':
      return 'tryNow';
    case 'stopped':
      return 'endStop';
    case 'waiting':
    case 'running':
    case 'busy':
      return null;
  }
}

const occupied: ReadonlySet<string> = new Set(['running', 'busy', 'stopped']);

/** Whether the next cycle of a shop may be begun at once: switched on, and nobody at it. */
export function canRunNow({ settings, state }: Pick<ShopMonitor, 'settings' | 'state'>): boolean {
  return settings.isOn && !settings.isPaused && !occupied.has(state.kind);
}

/** Whether a shop may be compared with the mall at once; paused or off it may, too. */
export function canCompare({ state }: Pick<ShopMonitor, 'state'>, hasConsent: boolean): boolean {
  return hasConsent && state.kind !== 'needs_consent' && !occupied.has(state.kind);
}
