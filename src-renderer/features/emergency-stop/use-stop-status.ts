import { useQuery } from '@tanstack/react-query';
import type { EmergencyStop, ResumeState } from '#shared/contract/emergency-stop.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { emergencyStopStore } from './emergency-stop-store.ts';

export interface StopStatus {
  /** The stop in force. */
  readonly stop: EmergencyStop | null;
  readonly resume: ResumeState | null;
  /** Opens what is due: the dialog that stops, or the steps to resume. */
  readonly open: () => void;
}

/** The emergency stop as it stands for all terminals. */
export function useStopStatus(): StopStatus {
  const { stop = null, resume = null } =
    useQuery(hostQuery.emergencyStop.status.queryOptions({ input: {} })).data ?? {};
  return { stop, resume, open: () => emergencyStopStore.set(stop === null ? 'stop' : 'resume') };
}
