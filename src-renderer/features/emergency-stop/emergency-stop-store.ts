import { createStore } from '../../lib/store.ts';

/** Which of the two is open over whatever screen: the dialog that stops, or the steps to resume. */
export const emergencyStopStore = createStore<'stop' | 'resume' | null>(null);

export function closeEmergencyStop(): void {
  emergencyStopStore.set(null);
}
