import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconClockExclamation,
  IconHandStop,
  IconHourglass,
  IconKey,
  IconPlayerPause,
  IconRefresh,
  IconTool,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react';
import type { AutoImportState } from '#shared/contract/auto-import.ts';

export type Tone = 'good' | 'info' | 'warn' | 'danger' | 'plain';

/** So many failures in a row are more than bad luck. */
const manyFailures = 3;

const icons: Readonly<Record<AutoImportState['kind'], TablerIcon>> = {
  off: IconCircleDashed,
  paused: IconPlayerPause,
  stopped: IconHandStop,
  waiting: IconCircleCheck,
  running: IconRefresh,
  backing_off: IconHourglass,
  maintenance: IconTool,
  busy: IconUsers,
  needs_consent: IconKey,
  clock_rejected: IconClockExclamation,
  failed: IconAlertTriangle,
};

/** Whether somebody should look: nothing is imported, or nothing has been for several tries. */
export function isTrouble(state: AutoImportState): boolean {
  switch (state.kind) {
    case 'stopped':
    case 'needs_consent':
    case 'clock_rejected':
    case 'failed':
      return true;
    case 'backing_off':
      return state.isOpen || state.failures >= manyFailures;
    default:
      return false;
  }
}

/** Colour and sign of a state; the words say the same. */
export function stateLook(state: AutoImportState): { readonly tone: Tone; readonly Icon: TablerIcon } {
  return { tone: toneOf(state), Icon: icons[state.kind] };
}

function toneOf(state: AutoImportState): Tone {
  if (isTrouble(state)) return 'danger';
  switch (state.kind) {
    case 'waiting':
      return 'good';
    case 'running':
    case 'busy':
      return 'info';
    case 'backing_off':
    case 'maintenance':
      return 'warn';
    default:
      return 'plain';
  }
}
