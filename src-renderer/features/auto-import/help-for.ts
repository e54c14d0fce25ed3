import type { AutoImportState } from '#shared/contract/auto-import.ts';

/** What a person can do about a shop's state. */
export type Help = 'consent' | 'clock' | 'diagnose' | 'tryNow' | 'resume';

/**
 * The one thing that helps: a new consent, the clock, the diagnosis, another try, going on; null where time or another
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
    case 'waiting':
    case 'running':
    case 'busy':
      return null;
  }
}
