import type { EmergencyStop } from '#shared/contract/emergency-stop.ts';
import type { StopReader } from '../../core/ports/emergency-stops.ts';
import type { Database } from '../database.ts';

type StopRow = Omit<EmergencyStop, 'isInstructed'> & { readonly isInstructed: number };

/** The journal of emergency stops (spec §5). */
export function createStopReader(database: Database): StopReader {
  const select = `SELECT id, stopped_at AS stoppedAt, name, reason, terminal, is_instructed AS isInstructed,
      resumed_at AS resumedAt, resumed_by AS resumedBy, resumed_terminal AS resumedTerminal
    FROM emergency_stops`;
  const inForce = database.query<StopRow>(`${select} WHERE resumed_at IS NULL`);
  const newest = database.query<StopRow>(`${select} ORDER BY no DESC LIMIT ?`);
  return {
    stopInForce: () => {
      const row = inForce.get();
      return row === undefined ? null : toStop(row);
    },
    emergencyStops: (limit) => newest.all(limit).map(toStop),
  };
}

const toStop = (row: StopRow): EmergencyStop => ({ ...row, isInstructed: row.isInstructed !== 0 });
