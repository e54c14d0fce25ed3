import type { EmergencyStop } from '#shared/contract/emergency-stop.ts';

/** Everything that is written about emergency stops. Moment and terminal are those of the commit. */
export type StopChange =
  /** A stop comes into force. Throws `stop_already` (details: name, at, reason) while another one is. */
  | {
      readonly kind: 'stop.begin';
      readonly stop: Pick<EmergencyStop, 'id' | 'name' | 'reason' | 'isInstructed'>;
    }
  /** Ends the stop in force. Throws `stop_none` when this one is not (any more). */
  | { readonly kind: 'stop.end'; readonly id: EmergencyStop['id']; readonly name: string };

/** Reading the journal of stops. */
export interface StopReader {
  stopInForce(): EmergencyStop | null;
  /** Newest first. */
  emergencyStops(limit: number): EmergencyStop[];
}
